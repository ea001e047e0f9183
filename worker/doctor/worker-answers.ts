import { z } from 'zod';
import { fault, ok, skipped, warning, type Finding } from './finding.ts';
import { jsonOf, type Fetch } from './fetch.ts';
import { reasonOf } from './reason.ts';

const Health = z.object({ status: z.literal('ok'), deployment: z.string().optional() });

type Asked = {
  /** Without a slash at its end; null: nothing runs and nothing is configured. */
  readonly url: string | null;
  /** Mark of this deployment; null: it has no master key yet. */
  readonly deployment: string | null;
  readonly isRunning: boolean;
  readonly fetch: Fetch;
  readonly signal: AbortSignal;
};

const THROUGH = 'Let the proxy or tunnel lead to HOST and PORT of this worker, whole paths unchanged.';

/** Whether what answers at the address is a worker, one of this deployment, and can work. */
export async function checkWorker(asked: Asked): Promise<Finding> {
  const { url, isRunning, fetch, signal } = asked;
  if (url === null) return skipped('no worker runs on this folder, and PUBLIC_URL is not set');
  const init = { signal, redirect: 'manual' } as const;
  const health = await fetch(`${url}/healthz`, init).catch((error: unknown) => {
    signal.throwIfAborted();
    return reasonOf(error);
  });
  if (typeof health === 'string') {
    const fix = isRunning ? THROUGH : 'No worker runs on this folder: willcall start.';
    return fault(`${url} does not answer: ${health}.`, fix);
  }
  const body = Health.safeParse(jsonOf(await health.text()));
  if (!body.success || health.status !== 200) return otherAnswer(url, health.status, isRunning);
  const other = identityOf(asked, body.data.deployment);
  if (other) return other;
  const ready = await fetch(`${url}/readyz`, init);
  await ready.text();
  if (ready.status !== 200)
    return fault(
      `${url} runs, but cannot work (/readyz answers ${ready.status}).`,
      'See what is said of the database.',
    );
  return ok(`${url} answers, is of this deployment, and is ready`);
}

function otherAnswer(url: string, status: number, isRunning: boolean): Finding {
  if ([502, 503, 504].includes(status))
    return fault(
      `${url} answers ${status}: the proxy finds no worker.`,
      isRunning ? THROUGH : 'No worker runs on this folder: willcall start.',
    );
  if (status >= 300 && status < 400)
    return fault(
      `${url} sends elsewhere (${status}).`,
      'Set PUBLIC_URL to the address it ends at; a sidebar follows nothing.',
    );
  return fault(`Something else than a Willcall worker answers at ${url} (${status}).`, THROUGH);
}

function identityOf({ url, deployment }: Asked, seen: string | undefined): Finding | null {
  if (seen === undefined)
    return warning(`${url} is an older Willcall, which does not tell whose it is.`, 'Start it anew with this version.');
  if (deployment === null)
    return fault(
      `${url} is a worker of another deployment: this one has no master key yet.`,
      'Run willcall doctor with the settings (WILLCALL_DIR, WILLCALL_MASTER_KEY) of that worker.',
    );
  if (seen === deployment) return null;
  return fault(
    `${url} is a worker of another deployment (${seen}, this one is ${deployment}).`,
    'Lead the address to this worker, or run willcall doctor with the settings (WILLCALL_DIR, WILLCALL_MASTER_KEY) of that one.',
  );
}
