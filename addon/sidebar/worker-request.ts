import * as z from 'zod/mini';
import { ApiError } from '../../shared/api.ts';
import { KnownCode, type ErrorCode } from '../../shared/errors.ts';
import { isFromOlder, isOther, type WorkerVersion } from './compatibility.ts';
import type { Identity } from './identity.ts';
import { mended } from './mended.ts';
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
 * @param version takes note of what each answer tells of the worker.
 * @throws WorkerProblem when the worker refuses, UnreachableProblem when no answer comes, UnexpectedAnswer when something
 * else than the worker answers. An aborted signal rejects with its own reason.
 */
export function createSend(workerUrl: string, identity: Identity, version?: Pick<WorkerVersion, 'heard'>): Send {
  const attempt = (question: Question, token: string): Promise<Response> =>
    fetched(`${workerUrl}${question.path}`, question, token);
  return async (question) => {
    const token = await identity.token();
    const first = await attempt(question, token);
    const answer = first.status === 401 ? await attempt(question, await identity.renewed(token)) : first;
    version?.heard(answer);
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

/** What a code of a later version is read as, by its status; what is not here is a fault of the worker. */
const CODES: Readonly<Record<number, ErrorCode>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  422: 'invalid-request',
  429: 'rate-limited',
  503: 'unavailable',
};

const AnyError = z.extend(ApiError, { code: z.string() });

async function problemOf(answer: Response): Promise<Error> {
  const { data: error } = AnyError.safeParse(await answer.json().catch(() => undefined));
  if (!error) return new UnexpectedAnswer(`Status ${answer.status}.`);
  const code = KnownCode.safeParse(error.code).data ?? CODES[answer.status] ?? 'internal';
  return new WorkerProblem({ ...error, code, isUnknownRoute: answer.status === 404 && isFromOlder(answer) });
}

/**
 * What the worker has to say, or undefined when it is of an earlier version that does not know the question: then what hangs on it is not
 * offered. For everything a version adds. Rejects as `Send` does otherwise.
 */
export async function ifKnown<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof WorkerProblem && error.isUnknownRoute) return undefined;
    throw error;
  }
}

/**
 * Reads what an answer holds. An answer of this version has to fit; one of another version is brought into shape first.
 *
 * @param onPart called when something of a list could not be read and is left out.
 * @throws UnexpectedAnswer when it does not have the shape.
 */
export function readAs<T>(schema: z.ZodMiniType<T>, body: unknown, answer: Response, onPart?: () => void): T {
  const strict = schema.safeParse(body);
  if (strict.success) return strict.data;
  if (isOther(answer)) {
    const { value, isPart } = mended(schema, body);
    const result = schema.safeParse(value);
    if (result.success && isPart) onPart?.();
    if (result.success) return result.data;
  }
  throw new UnexpectedAnswer(z.prettifyError(strict.error));
}

/** The same of a whole answer. */
export async function parsed<T>(
  schema: z.ZodMiniType<T>,
  answer: Response,
  version?: Pick<WorkerVersion, 'leftOut'>,
): Promise<T> {
  const body: unknown = await answer.json().catch(() => undefined);
  return readAs(schema, body, answer, () => version?.leftOut(answer));
}
