import { describe, expect, it } from 'vitest';
import { checkAddress } from '../../../worker/doctor/address.ts';
import { checkCertificate } from '../../../worker/doctor/certificate.ts';
import { authority, certificate } from '../../helpers/certificate.ts';
import { deadAddress, serveSecurely, soon } from './servers.ts';

const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS);

const look = (publicUrl: string | undefined, addresses: readonly string[] | Error, isRehearsal = false) =>
  checkAddress({
    publicUrl,
    isRehearsal,
    lookup: () =>
      addresses instanceof Error
        ? Promise.reject(addresses)
        : Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))),
  });

describe('the address', () => {
  it('is in order when its name leads to the internet', async () => {
    expect(await look('https://willcall.example.org', ['93.184.216.34'])).toEqual({
      state: 'ok',
      found: 'willcall.example.org is 93.184.216.34',
    });
  });

  it.each([
    ['without PUBLIC_URL', undefined, [], 'PUBLIC_URL is not set'],
    ['without https', 'http://willcall.example.org', ['93.184.216.34'], 'only ask https'],
    ['with a path', 'https://example.org/willcall', ['93.184.216.34'], 'something after the name'],
    ['with a password', 'https://me:word@example.org', ['93.184.216.34'], 'user name or password'],
    ['on this machine', 'https://localhost:8787', ['127.0.0.1'], 'this machine itself'],
    ['on this machine, by its own notation', 'https://[::1]:8787', ['::1'], 'this machine itself'],
  ])('is at fault %s', async (_, url, addresses, found) => {
    const finding = await look(url, addresses);
    expect(finding).toMatchObject({ state: 'fault', found: expect.stringContaining(found) });
    expect(finding.fix).toBeTruthy();
  });

  it('is at fault when nobody knows its name', async () => {
    const unknown = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
    expect(await look('https://wilcall.example.org', unknown)).toMatchObject({
      state: 'fault',
      found: 'wilcall.example.org: the name is not known (ENOTFOUND).',
    });
  });

  it('is a warning in a private network, where everybody may be in it', async () => {
    expect(await look('https://willcall.corp.example', ['10.1.2.3'])).toMatchObject({ state: 'warning' });
  });

  it('does not matter in a rehearsal', async () => {
    expect(await look(undefined, [], true)).toMatchObject({ state: 'skipped' });
  });
});

describe('the certificate', () => {
  const ca = authority();
  const examine = async (
    options: Omit<Parameters<typeof certificate>[0], 'names'> & { names?: string[] },
    trusted = ca.cert,
  ) => {
    const url = await serveSecurely(certificate({ by: ca, names: ['127.0.0.1'], ...options }), (_, response) =>
      response.end(),
    );
    return await checkCertificate({ url, now: Date.now, signal: soon(), ca: trusted });
  };

  it('is in order while name, chain and time are', async () => {
    expect(await examine({ to: inDays(80) })).toMatchObject({
      state: 'ok',
      found: expect.stringMatching(
        /^127\.0\.0\.1: valid until \d{4}-\d\d-\d\d \((79|80) days\), by An authority for tests$/,
      ),
    });
  });

  it('is a warning when it runs out soon', async () => {
    expect(await examine({ to: inDays(5) })).toMatchObject({ state: 'warning', fix: expect.stringContaining('Renew') });
  });

  it('is at fault once it ran out', async () => {
    const finding = await examine({ from: inDays(-90), to: inDays(-1) });
    expect(finding).toMatchObject({ state: 'fault', found: expect.stringContaining('has expired') });
  });

  it('is at fault for another name, which is told', async () => {
    expect(await examine({ names: ['elsewhere.example.org'] })).toMatchObject({
      state: 'fault',
      found: expect.stringContaining('elsewhere.example.org'),
    });
  });

  it('is at fault when it vouches for itself', async () => {
    const own = certificate({ names: ['127.0.0.1'] });
    const url = await serveSecurely(own, (_, response) => response.end());
    expect(await checkCertificate({ url, now: Date.now, signal: soon(), ca: ca.cert })).toMatchObject({
      state: 'fault',
      found: expect.stringContaining('vouches for itself'),
    });
  });

  it('is at fault when its authority is not sent along or not known', async () => {
    expect(await examine({}, authority('Another authority').cert)).toMatchObject({
      state: 'fault',
      found: expect.stringMatching(/missing|not known/),
    });
  });

  it('is at fault when nothing listens, or what listens speaks no TLS', async () => {
    const url = (await deadAddress()).replace('http:', 'https:');
    expect(await checkCertificate({ url, now: Date.now, signal: soon() })).toMatchObject({
      state: 'fault',
      found: expect.stringContaining('nothing listens there'),
    });
  });
});
