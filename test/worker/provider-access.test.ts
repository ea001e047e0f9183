import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { failureOf } from '../../worker/jobs/job-outcome.ts';
import { createProviderAccess } from '../../worker/provider-access.ts';
import type { Http } from '../../worker/providers/http.ts';
import { createProviders } from '../../worker/providers/index.ts';
import { ProviderError } from '../../worker/providers/provider-error.ts';
import { sealCredentials } from '../../worker/security/credentials.ts';
import { createSealer } from '../../worker/security/sealing.ts';

/** Refuses whatever is asked. */
const refusing: Http = {
  read: async () => await Promise.reject(new ProviderError('not-found', 'GET /v1/orders: 404', { status: 404 })),
  close: async () => undefined,
};

describe('what a refused report asked for', () => {
  const sealer = createSealer(randomBytes(32));
  const providers = createProviders({});
  const now = () => new Date();
  const access = createProviderAccess({
    providers,
    http: refusing,
    sealer,
    origins: {},
    readColumn: async () => [],
    openLookup: async () => await Promise.resolve([]),
    now,
  });
  const owner = { id: randomUUID(), workspace_id: randomUUID() };
  const connection = {
    ...owner,
    provider: 'ticket-tailor',
    label: 'Box office',
    sealed: sealCredentials(sealer, owner, { apiKey: 'key' }),
    version: 1,
    created_by: 'me',
    created_at: now(),
    updated_at: now(),
  };

  it('is told with its event, and without the buyer or the barcode somebody typed', async () => {
    const scope = { eventId: 'ev_1001', email: 'guest@example.org', barcode: 'OPENS-THE-DOOR' };
    const at = { dataset: 'orders', connection, scope, lookup: null, spreadsheet: null };
    const { ask } = access.open(at, new AbortController().signal);
    const error = await ask({ path: '/v1/orders', query: {} }, (body) => body).catch((cause: unknown) => cause);
    if (!(error instanceof ProviderError)) throw new Error('not refused');
    const { message } = failureOf(error);
    expect(message).toContain('Event "ev_1001", E-mail, Barcode');
    expect(message).not.toMatch(/guest@example\.org|OPENS-THE-DOOR/);
  });
});
