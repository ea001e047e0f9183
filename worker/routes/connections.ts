import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import {
  Connection,
  ConnectionChange,
  ConnectionInput,
  ConnectionList,
  ConnectionTest,
  Deleted,
} from '../../shared/api.ts';
import type { AuditAction } from '../../shared/audit.ts';
import { ProviderId } from '../../shared/catalogue.ts';
import { recordDeed, type Deed } from '../db/audit.ts';
import {
  connectionsOf,
  deleteConnection,
  insertConnection,
  updateConnection,
  type ConnectionRow,
} from '../db/connections.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { openKeyLinks } from '../db/key-links.ts';
import { countUses } from '../db/spreadsheets.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import type { Access } from '../security/access.ts';
import { actorOf } from '../security/actor.ts';
import { sealCredentials } from '../security/credentials.ts';
import type { Caller } from '../security/identity.ts';
import { requireVersion, wantedVersion, withEtag } from './etag.ts';
import { refuseWhileUsed } from './refuse-while-used.ts';
import { bodyRoute, queryRoute, route, type Asked, type Route } from './route.ts';

/** `force=true` deletes the reports that use it as well. */
export const ForceQuery = z.strictObject({ force: z.optional(z.enum(['true', 'false'])) });

const toConnection = (row: ConnectionRow, askedUntil?: Date): Connection => ({
  id: row.id,
  provider: ProviderId.parse(row.provider),
  label: row.label,
  waitsForKey: row.sealed === null,
  keyAsked: askedUntil ? { expiresAt: askedUntil.toISOString() } : null,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
  version: row.version,
});

type Parts = { deps: Deps; access: Access };

/** For the audit log; which fields were changed, never what to. */
const deed = (caller: Caller, row: ConnectionRow, action: AuditAction, details: { fields?: string[] } = {}): Deed => ({
  workspaceId: row.workspace_id,
  actor: actorOf(caller),
  action,
  object: { kind: 'connection', id: row.id },
  details: { label: row.label, provider: row.provider, ...details },
});

function checkCredentials({ deps }: Parts, provider: ProviderId, credentials: Record<string, string>): void {
  const sentence = deps.checkCredentials(provider, credentials);
  if (sentence !== null) throw new Failure('invalid-request', sentence);
}

async function create(parts: Parts, caller: Caller, { provider, label, credentials }: ConnectionInput) {
  const { deps, access } = parts;
  if (credentials) checkCredentials(parts, provider, credentials);
  // the seal binds the id, so it is made here and not by the database
  const owner = { id: randomUUID(), workspace_id: await access.ensureWorkspace(caller) };
  const sealed = credentials ? sealCredentials(deps.sealer, owner, credentials) : null;
  const values = { ...owner, provider, label, sealed, created_by: caller.subject };
  const row = await inTransaction(deps.db, async (db) => {
    const made = await insertConnection(db, values);
    await recordDeed(db, deed(caller, made, 'connection.created'));
    return made;
  });
  return toConnection(row);
}

async function read(parts: Parts, caller: Caller, id: string) {
  return await view(parts, await parts.access.connection(caller, id));
}

async function view({ deps }: Parts, row: ConnectionRow) {
  return toConnection(row, (await openKeyLinks(deps.db, row.workspace_id, deps.now())).get(row.id));
}

async function change(parts: Parts, { c, caller, id }: Asked, { label, credentials, tried }: ConnectionChange) {
  const wanted = wantedVersion(c);
  const { deps, access } = parts;
  const row = await access.connection(caller, id);
  if (credentials) checkCredentials(parts, ProviderId.parse(row.provider), credentials);
  const sealed = credentials && sealCredentials(deps.sealer, row, credentials);
  if (sealed && tried) await deps.testConnection({ ...row, sealed });
  const values = { ...(label !== undefined && { label }), ...(sealed && { sealed }) };
  const fields = [...(label === undefined ? [] : ['label']), ...(credentials ? ['credentials'] : [])];
  const changed = await inTransaction(deps.db, async (db) => {
    const written = await updateConnection(db, row, values);
    if (written) requireVersion(wanted, written.version - 1);
    if (written) await recordDeed(db, deed(caller, written, 'connection.changed', { fields }));
    return written;
  });
  if (!changed) throw new Failure('not-found', 'There is no such ticketing account.');
  return await view(parts, changed);
}

async function remove({ deps, access }: Parts, caller: Caller, id: string, force: boolean) {
  const row = await access.connection(caller, id);
  refuseWhileUsed(await countUses(deps.db, 'connection_id', id), 'ticketing account', force);
  await inTransaction(deps.db, async (db) => {
    await deleteConnection(db, row.workspace_id, id);
    await recordDeed(db, deed(caller, row, 'connection.deleted'));
  });
  deps.eventLists.forget(id);
  return { deleted: true };
}

async function test({ deps, access }: Parts, caller: Caller, id: string) {
  const row = await access.connection(caller, id);
  await deps.testConnection(row);
  return { ok: true };
}

async function list({ deps, access }: Parts, caller: Caller) {
  const workspaceId = await access.workspaceOf(caller);
  if (workspaceId === null) return { connections: [] };
  const rows = await connectionsOf(deps.db, workspaceId);
  const asked = await openKeyLinks(deps.db, workspaceId, deps.now());
  return { connections: rows.map((row) => toConnection(row, asked.get(row.id))) };
}

function singleRoutes(parts: Parts): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/connections/{id}',
      who: 'member',
      summary: 'One connection',
      answer: { status: 200, schema: Connection },
      handle: async ({ c, caller, id }) => {
        const connection = await read(parts, caller, id);
        return withEtag(c, connection.version, connection);
      },
    }),
    bodyRoute(ConnectionChange, {
      method: 'patch',
      path: '/v1/connections/{id}',
      who: 'admin',
      summary: 'Rename a connection, or replace its credentials as a whole',
      answer: { status: 200, schema: Connection },
      failures: ['provider-auth', 'provider-rate-limited', 'provider-unavailable', 'provider-unexpected-shape'],
      handle: async (asked) => {
        const connection = await change(parts, asked, asked.body);
        return withEtag(asked.c, connection.version, connection);
      },
    }),
    queryRoute(ForceQuery, {
      method: 'delete',
      path: '/v1/connections/{id}',
      who: 'admin',
      summary: 'Delete a connection; with force=true also the reports that use it',
      answer: { status: 200, schema: Deleted },
      failures: ['conflict'],
      handle: ({ caller, id, query }) => remove(parts, caller, id, query.force === 'true'),
    }),
    route({
      method: 'post',
      path: '/v1/connections/{id}/test',
      who: 'admin',
      summary: 'Ask the ticketing system whether it accepts the credentials',
      answer: { status: 200, schema: ConnectionTest },
      failures: ['provider-auth', 'provider-rate-limited', 'provider-unavailable', 'provider-unexpected-shape'],
      handle: ({ caller, id }) => test(parts, caller, id),
    }),
  ];
}

/** Accounts at ticketing systems. Their credentials go in and never come out. */
export function connectionRoutes(deps: Deps, access: Access): Route[] {
  const parts = { deps, access };
  return [
    route({
      method: 'get',
      path: '/v1/connections',
      who: 'signed-in',
      summary: "The connections of the caller's workspace; none for who has none",
      answer: { status: 200, schema: ConnectionList },
      handle: ({ caller }) => list(parts, caller),
    }),
    bodyRoute(ConnectionInput, {
      method: 'post',
      path: '/v1/connections',
      who: 'admin',
      founds: true,
      summary: 'Add a connection; its credentials are sealed and never returned',
      answer: { status: 201, schema: Connection },
      handle: ({ caller, body }) => create(parts, caller, body),
    }),
    ...singleRoutes(parts),
  ];
}
