import * as z from 'zod/mini';
import { ApiError } from '../../shared/api.ts';
import type { Identity } from './identity.ts';
import { UnexpectedAnswer, UnreachableProblem, WorkerProblem } from './worker-problem.ts';

/** One question to the worker; `path` starts with `/v1/`. */
export type Question = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  body?: unknown;
  /** Of the thing that is changed: the worker refuses with `conflict` when somebody else changed it since. */
  version?: number | undefined;
  headers?: Record<string, string>;
  signal?: AbortSignal;
};

/** Sends one question as the signed-in person and returns the answer, which is one of success. */
export type Send = (question: Question) => Promise<Response>;

/** The same with the answer parsed. */
export type Ask = <T>(schema: z.ZodMiniType<T>, question: Question) => Promise<T>;

/**
 * The one place where the sidebar calls `fetch`. A refused token is replaced once by a new one.
 *
 * @throws WorkerProblem when the worker refuses, UnreachableProblem when no answer comes, UnexpectedAnswer when something
 * else than the worker answers. An aborted signal rejects with its own reason.
 */
export function createSend(workerUrl: string, identity: Identity): Send {
  const attempt = (question: Question, token: string): Promise<Response> =>
    fetched(`${workerUrl}${question.path}`, question, token);
  return async (question) => {
    const token = await identity.token();
    const first = await attempt(question, token);
    const answer = first.status === 401 ? await attempt(question, await identity.renewed(token)) : first;
    if (!answer.ok) throw await problemOf(answer);
    return answer;
  };
}

async function fetched(url: string, question: Question, token: string): Promise<Response> {
  const { method, body, version, headers = {}, signal = null } = question;
  const content = body === undefined ? {} : { 'content-type': 'application/json' };
  const match = version === undefined ? {} : { 'if-match': `"${version}"` };
  try {
    return await fetch(url, {
      method,
      headers: { authorization: `Bearer ${token}`, ...content, ...match, ...headers },
      body: body === undefined ? null : JSON.stringify(body),
      signal,
      credentials: 'omit',
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new UnreachableProblem('No answer from the Willcall worker.', { cause: error });
  }
}

async function problemOf(answer: Response): Promise<Error> {
  const parsed = ApiError.safeParse(await answer.json().catch(() => undefined));
  return parsed.success ? new WorkerProblem(parsed.data) : new UnexpectedAnswer(`Status ${answer.status}.`);
}

/** @throws UnexpectedAnswer when the answer does not have the shape. */
export async function parsed<T>(schema: z.ZodMiniType<T>, answer: Response): Promise<T> {
  const body: unknown = await answer.json().catch(() => undefined);
  const result = schema.safeParse(body);
  if (!result.success) throw new UnexpectedAnswer(z.prettifyError(result.error));
  return result.data;
}
