import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIdentity, type Identity } from '../../../worker/security/identity.ts';
import { tokenIssuer, type TokenIssuer } from '../../helpers/tokens.ts';

let google: TokenIssuer;
let identity: Identity;
const person = { sub: 'ada', email: 'ada@example.org', email_verified: true };

beforeAll(async () => {
  google = await tokenIssuer();
  const { issuer, audience, keysUrl } = google;
  identity = createIdentity({ issuers: [issuer, 'accounts.google.com'], audiences: ['other', audience], keysUrl });
});
afterAll(() => google.close());

describe('a Google ID token', () => {
  it('tells who is asking; the keys are fetched once', async () => {
    for (let time = 0; time < 3; time += 1) {
      const caller = await identity.verify(`Bearer ${await google.sign(person)}`);
      expect(caller).toEqual({ subject: 'ada', email: 'ada@example.org', domain: null, key: null });
    }
    expect(
      await identity.verify(`bearer ${await google.sign({ ...person, iss: 'accounts.google.com' })}`),
    ).toBeTruthy();
    expect(google.fetches()).toBe(1);
  });

  it.each([
    ['of another issuer', { iss: 'https://accounts.example.org' }],
    ['for another program', { aud: 'somebody.apps.googleusercontent.com' }],
    ['of an address that is not verified', { email_verified: false }],
    ['that says verified as text', { email_verified: 'true' }],
    ['without an address', { email: undefined }],
    ['without a subject', { sub: undefined }],
    ['that never expires', { exp: undefined }],
    ['from tomorrow', { nbf: Math.floor(Date.now() / 1000) + 86_400 }],
  ])('%s is refused', async (_what, claims) => {
    const token = await google.sign({ ...person, ...claims });
    const failure = await identity.verify(`Bearer ${token}`).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'unauthorized',
      message: 'Google did not confirm who is asking.',
    });
  });

  it('that ran out is refused, with a little patience for clocks', async () => {
    expect(await identity.verify(`Bearer ${await google.sign(person, { expiresIn: -10 })}`)).toBeTruthy();
    await expect(identity.verify(`Bearer ${await google.sign(person, { expiresIn: -60 })}`)).rejects.toThrow(
      'Google did not confirm',
    );
  });

  it('signed by somebody else, or in another way, is refused', async () => {
    const stranger = await tokenIssuer();
    await expect(identity.verify(`Bearer ${await stranger.sign(person)}`)).rejects.toThrow('Google did not confirm');
    await expect(identity.verify(`Bearer ${await google.sign(person, { kid: 'unknown' })}`)).rejects.toThrow(
      'Google did not confirm',
    );
    await expect(identity.verify(`Bearer ${await google.sign(person, { algorithm: 'HS256' })}`)).rejects.toThrow(
      'Google did not confirm',
    );
    const [, payload = ''] = (await google.sign(person)).split('.');
    const bare = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    await expect(identity.verify(`Bearer ${bare}`)).rejects.toThrow('Google did not confirm');
    await stranger.close();
  });

  it.each([
    [undefined],
    [''],
    ['Bearer'],
    ['Bearer x'],
    ['Basic YTpi'],
    [`Bearer ${'a'.repeat(9000)}.b.c`],
    ['Bearer a.b.c'],
  ])('is needed: %j is refused', async (header) => {
    await expect(identity.verify(header)).rejects.toMatchObject({ code: 'unauthorized' });
  });
});

it("says that Google's keys cannot be read instead of blaming the person", async () => {
  const gone = await tokenIssuer();
  await gone.close();
  const { issuer, audience, keysUrl } = gone;
  const lonely = createIdentity({ issuers: [issuer], audiences: [audience], keysUrl });
  await expect(lonely.verify(await gone.headerOf('ada'))).rejects.toMatchObject({ code: 'unavailable' });
});
