import { ApiKey, ApiKeyInput, ApiKeyList, ApiKeyMade } from '../../shared/api-keys.ts';
import { Deleted } from '../../shared/api.ts';
import { DAY_MS } from '../../shared/dates.ts';
import { apiKeysOf, countApiKeys, findApiKey, insertApiKey, revokeApiKey, type ApiKeyRow } from '../db/api-keys.ts';
import { recordDeed } from '../db/audit.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { whileLocked } from '../people/members.ts';
import type { Access } from '../security/access.ts';
import { actorOf } from '../security/actor.ts';
import { newApiKey } from '../security/api-keys.ts';
import type { Caller } from '../security/identity.ts';
import { bodyRoute, route, type Route } from './route.ts';

const MOST_KEYS = 100;
const STANDARD_DAYS = 365;

type Parts = { deps: Pick<Deps, 'db' | 'now'>; access: Access };

function stateOf({ revoked_at, expires_at }: ApiKeyRow, now: Date): ApiKey['state'] {
  if (revoked_at) return 'revoked';
  return expires_at && expires_at <= now ? 'expired' : 'active';
}

const toApiKey = (row: ApiKeyRow, now: Date): ApiKey => ({
  id: row.id,
  name: row.name,
  scopes: row.scopes,
  state: stateOf(row, now),
  createdBy: row.made_by,
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at?.toISOString() ?? null,
  lastUsedOn: row.last_used_on,
});

function expiryOf({ expiresInDays = STANDARD_DAYS }: ApiKeyInput, now: Date): Date | null {
  return expiresInDays === null ? null : new Date(now.getTime() + expiresInDays * DAY_MS);
}

async function create({ deps, access }: Parts, caller: Caller, input: ApiKeyInput): Promise<ApiKeyMade> {
  await access.requireAdmin(caller);
  const { id, text, hash } = newApiKey();
  const now = deps.now();
  return await whileLocked(deps.db, caller, {}, async ({ db, workspace: { id: workspaceId } }) => {
    if ((await countApiKeys(db, workspaceId)) >= MOST_KEYS)
      throw new Failure('conflict', `There are ${MOST_KEYS} API keys already: revoke those nobody needs any more.`);
    const row = await insertApiKey(db, {
      id,
      workspace_id: workspaceId,
      name: input.name,
      secret_hash: hash,
      scopes: [...new Set(input.scopes)],
      created_by: caller.subject,
      expires_at: expiryOf(input, now),
    });
    const details = { name: row.name, scopes: row.scopes, expiresAt: row.expires_at?.toISOString() ?? null };
    const object = { kind: 'key', id };
    await recordDeed(db, { workspaceId, actor: actorOf(caller), action: 'key.created', object, details });
    return { ...toApiKey(row, now), secret: text };
  });
}

async function revoke({ deps, access }: Parts, caller: Caller, id: string) {
  const workspaceId = await access.requireAdmin(caller);
  await deps.db.transaction().execute(async (db) => {
    const row = await findApiKey(db, workspaceId, id);
    if (!row) throw new Failure('not-found', 'There is no such API key.');
    if (!(await revokeApiKey(db, workspaceId, id))) return;
    const deed = { actor: actorOf(caller), action: 'key.revoked', details: { name: row.name } } as const;
    await recordDeed(db, { workspaceId, ...deed, object: { kind: 'key', id } });
  });
  return { deleted: true };
}

async function list({ deps, access }: Parts, caller: Caller): Promise<ApiKeyList> {
  const rows = await apiKeysOf(deps.db, await access.requireAdmin(caller));
  return { keys: rows.map((row) => toApiKey(row, deps.now())) };
}

/** Keys for scripts: made and revoked by admins, shown once. */
export function keyRoutes(deps: Pick<Deps, 'db' | 'now'>, access: Access): Route[] {
  const parts = { deps, access };
  return [
    route({
      method: 'get',
      path: '/v1/keys',
      who: 'admin',
      summary: 'The API keys of the workspace, those that open nothing any more included; never their secrets',
      answer: { status: 200, schema: ApiKeyList },
      handle: ({ caller }) => list(parts, caller),
    }),
    bodyRoute(ApiKeyInput, {
      method: 'post',
      path: '/v1/keys',
      who: 'admin',
      summary:
        'Make an API key for scripts; the answer is the only one that holds its secret. It expires after a year unless "expiresInDays" says otherwise (null: never)',
      answer: { status: 201, schema: ApiKeyMade },
      failures: ['conflict'],
      handle: ({ caller, body }) => create(parts, caller, body),
    }),
    route({
      method: 'delete',
      path: '/v1/keys/{id}',
      who: 'admin',
      summary: 'Revoke an API key: it opens nothing from now on, and stays in the list',
      answer: { status: 200, schema: Deleted },
      handle: ({ caller, id }) => revoke(parts, caller, id),
    }),
  ];
}
