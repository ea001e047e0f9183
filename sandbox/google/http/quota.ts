import type { Actor } from '../actor.ts';
import { ApiError } from '../api-error.ts';

export type QuotaKind = 'read' | 'write';

/** Counts calls; throws Google's 429 for one too many. https://developers.google.com/workspace/sheets/api/limits */
export type Quota = { charge(actor: Actor, kind: QuotaKind): void };

const perUser = 60;
const perProject = 300;
const windowMs = 60_000;
const defaultProject = '482915736041';

const names = {
  read: { title: 'Read', metric: 'read_requests' },
  write: { title: 'Write', metric: 'write_requests' },
} as const;

/** The 429 of the Sheets API. Google sends no `Retry-After`. */
export function exhausted(kind: QuotaKind, scope: 'user' | 'project', project = defaultProject): ApiError {
  const { title, metric } = names[kind];
  const limit = scope === 'user' ? `${title} requests per minute per user` : `${title} requests per minute`;
  const message =
    `Quota exceeded for quota metric '${title} requests' and limit '${limit}' of service 'sheets.googleapis.com' ` +
    `for consumer 'project_number:${project}'.`;
  return new ApiError(429, message, [
    {
      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
      reason: 'RATE_LIMIT_EXCEEDED',
      domain: 'googleapis.com',
      metadata: {
        service: 'sheets.googleapis.com',
        consumer: `projects/${project}`,
        quota_metric: `sheets.googleapis.com/${metric}`,
        quota_limit: `${title}RequestsPerMinutePer${scope === 'user' ? 'User' : 'Project'}`,
      },
    },
  ]);
}

/** Windows of one minute, full again when the next begins. Refused calls are counted too. */
export function createQuota(now: () => number): Quota {
  let window = -1;
  let counts = new Map<string, number>();
  const count = (key: string): number => {
    const present = Math.floor(now() / windowMs);
    if (present !== window) [window, counts] = [present, new Map()];
    const calls = (counts.get(key) ?? 0) + 1;
    counts.set(key, calls);
    return calls;
  };
  return {
    charge({ email, project = defaultProject }, kind) {
      const byProject = count(`${kind} ${project}`);
      const byUser = count(`${kind} ${project} ${email}`);
      if (byUser > perUser) throw exhausted(kind, 'user', project);
      if (byProject > perProject) throw exhausted(kind, 'project', project);
    },
  };
}

/** Never refuses. */
export const noQuota: Quota = { charge: () => undefined };
