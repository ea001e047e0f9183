import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConfigError, readConfig } from '../../../worker/config.ts';
import { openWriter } from '../../../worker/google-sheets.ts';
import { createWriter } from '../../../worker/sheets/writer.ts';
import { CLOUD, MACHINE, SCOPE, startIdentities, TARGET } from './google-identities.ts';

let google: Awaited<ReturnType<typeof startIdentities>>;
let dir: string;
beforeEach(async () => {
  google = await startIdentities();
  dir = mkdtempSync(join(tmpdir(), 'willcall-identity-'));
  // nothing of the machine the tests run on
  vi.stubEnv('CLOUDSDK_CONFIG', dir);
  vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', '');
  vi.stubEnv('METADATA_SERVER_DETECTION', 'none');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await google.close();
  rmSync(dir, { recursive: true });
});

function onGoogleCloud(): void {
  vi.stubEnv('METADATA_SERVER_DETECTION', 'assume-present');
  vi.stubEnv('GCE_METADATA_HOST', google.host);
}

/** The file of a workload identity federation. */
function federation(as?: string): void {
  const subject = join(dir, 'subject-token');
  writeFileSync(subject, 'a-token-of-another-cloud');
  const file = {
    type: 'external_account',
    audience: '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q',
    subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
    token_url: `${google.origin}/sts`,
    credential_source: { file: subject },
    ...(as === undefined
      ? {}
      : {
          service_account_impersonation_url: `${google.origin}/v1/projects/-/serviceAccounts/${as}:generateAccessToken`,
        }),
  };
  const path = join(dir, 'federation.json');
  writeFileSync(path, JSON.stringify(file));
  vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', path);
}

const impersonate = () => ({ email: TARGET, origin: google.origin });
const askedFor = (part: string) => google.asked.filter(({ path }) => path.includes(part));

describe('a writer without a key file', () => {
  it('on a machine of Google Cloud is the service account of the machine', async () => {
    onGoogleCloud();
    const writer = await createWriter({});
    expect(writer.email).toBe(MACHINE);
    const token = await writer.accessToken();
    expect(token).toMatch(/^machine-/);
    const [{ path, flavor } = { path: '', flavor: '' }] = askedFor('/default/token');
    expect(flavor).toBe('Google');
    expect(new URL(path, 'http://x').searchParams.get('scopes')).toBe(SCOPE);
    expect(await writer.accessToken(token)).not.toBe(token);
  });

  it('by workload identity federation is the service account the file names', async () => {
    federation(TARGET);
    const writer = await createWriter({});
    expect(writer.email).toBe(TARGET);
    const token = await writer.accessToken();
    expect(token).toMatch(/^writer-/);
    expect(askedFor('/sts')[0]?.body).toContain('a-token-of-another-cloud');
    const [asked] = askedFor(':generateAccessToken');
    expect(asked?.authorization).toMatch(/^Bearer federated-/);
    expect(asked?.body).toContain(SCOPE);
    expect(await writer.accessToken()).toBe(token);
    expect(await writer.accessToken(token)).not.toBe(token);
  });

  it.each([
    ['of the machine', onGoogleCloud, /^Bearer machine-/, '/default/token'],
    ['of a federation', () => federation(), /^Bearer federated-/, '/sts'],
  ])('acts as another service account by the identity %s', async (_of, identity, bearer, source) => {
    identity();
    const writer = await createWriter({ impersonate: impersonate() });
    expect(writer.email).toBe(TARGET);
    const token = await writer.accessToken();
    expect(token).toMatch(/^writer-/);
    const [asked] = askedFor(':generateAccessToken');
    expect(asked).toMatchObject({ path: `/v1/projects/-/serviceAccounts/${TARGET}:generateAccessToken` });
    expect(asked?.authorization).toMatch(bearer);
    expect(JSON.parse(asked?.body ?? '')).toMatchObject({ scope: [SCOPE] });
    const [{ path, body } = { path: '', body: '' }] = askedFor(source);
    expect(decodeURIComponent(path + body)).toContain(CLOUD);
    expect(await writer.accessToken(token)).not.toBe(token);
  });

  it.each([
    [400, 'writer'],
    [403, 'writer'],
    [429, 'unavailable'],
    [503, 'unavailable'],
  ])('that is answered %i has trouble of the kind "%s", without what the answer held', async (status, kind) => {
    federation(TARGET);
    const writer = await createWriter({});
    google.state.status = status;
    const refusal = await writer.accessToken().catch((error: unknown) => error);
    expect(refusal).toMatchObject({ kind, message: `Google gave Willcall no access token (${status}).` });
  });
});

describe('a writer that cannot be opened says what to set', () => {
  const opened = async (settings: Record<string, string>) => await openWriter(readConfig(settings));

  it('no identity at all', async () => {
    await expect(opened({})).rejects.toThrow(
      /no Google identity.*GOOGLE_WRITER_KEY_FILE.*GOOGLE_APPLICATION_CREDENTIALS/s,
    );
  });

  it('an identity without an address', async () => {
    federation();
    await expect(opened({})).rejects.toThrow(/no e-mail address.*GOOGLE_WRITER_IMPERSONATE/s);
  });

  it('an identity of a cluster, whose name is no address', async () => {
    onGoogleCloud();
    google.state.email = 'demo-project.svc.id.goog';
    await expect(opened({})).rejects.toThrow(/no e-mail address.*GOOGLE_WRITER_IMPERSONATE/s);
  });

  it('a file that is not there', async () => {
    vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', join(dir, 'gone.json'));
    await expect(opened({})).rejects.toThrow(/GOOGLE_APPLICATION_CREDENTIALS.*does not exist/s);
  });

  it('a key file and an account to act as', async () => {
    const both = { GOOGLE_WRITER_KEY_FILE: 'key.json', GOOGLE_WRITER_IMPERSONATE: TARGET };
    await expect(opened(both)).rejects.toThrow(/not both/);
    await expect(opened(both)).rejects.toBeInstanceOf(ConfigError);
  });

  it('a person to act as', () => {
    expect(() => readConfig({ GOOGLE_WRITER_IMPERSONATE: 'ada@example.org' })).toThrow(
      'GOOGLE_WRITER_IMPERSONATE: is no address of a service account',
    );
  });
});
