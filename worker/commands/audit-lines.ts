import type { AuditEntry } from '../../shared/audit.ts';
import { harmless } from './conclude.ts';
import type { WorkerClient } from './worker-client.ts';

const PAGE = 500;

/** `filters`: as the API has them. */
export type AuditOrder = { readonly filters: Readonly<Record<string, string>>; readonly limit: number };

/** Entries of the audit log, newest first, page after page. */
export async function* followAudit(
  client: Pick<WorkerClient, 'audit'>,
  { filters, limit }: AuditOrder,
): AsyncGenerator<AuditEntry> {
  let left = limit;
  let before: string | null = null;
  do {
    const query = { ...filters, limit: String(Math.min(left, PAGE)), ...(before !== null && { before }) };
    const { entries, next } = await client.audit(query);
    yield* entries;
    left -= entries.length;
    before = next;
  } while (before !== null && left > 0);
}

/** Time, who, deed, what to and details, set apart by tabs. */
export function auditLine({ at, actor, action, object, details }: AuditEntry): string {
  const who = actor.kind === 'person' ? actor.name : `${actor.kind} ${actor.name}`;
  const what = object.id === null ? object.kind : `${object.kind} ${object.id}`;
  return `${[at, who, action, what, JSON.stringify(details)].map(harmless).join('\t')}\n`;
}
