import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCredentials, sealCredentials } from '../../../worker/security/credentials.ts';
import { readMasterKey } from '../../../worker/security/master-key.ts';
import { createSealer, openWith, sealWith } from '../../../worker/security/sealing.ts';

const sealer = createSealer(randomBytes(32));
const context = { kind: 'connection', id: 'a', workspaceId: 'w' };
const secret = Buffer.from('sk_live_do_not_tell');

describe('sealing', () => {
  it('opens what it sealed, and seals the same thing differently each time', () => {
    const sealed = sealer.seal(secret, context);
    expect(sealer.open(sealed, context)).toEqual(secret);
    expect(sealer.seal(secret, context)).not.toEqual(sealed);
    expect(sealed.includes(secret)).toBe(false);
    expect(sealer.open(sealer.seal(Buffer.alloc(0), context), context)).toEqual(Buffer.alloc(0));
  });

  it.each([
    ['another record', { ...context, id: 'b' }],
    ['another workspace', { ...context, workspaceId: 'v' }],
    ['another kind', { ...context, kind: 'run-key' }],
    ['parts that only look alike when joined', { kind: 'connectiona', id: '', workspaceId: 'w' }],
  ])('does not open for %s', (_what, other) => {
    expect(() => sealer.open(sealer.seal(secret, context), other)).toThrow('does not open');
    expect(() => sealer.unwrapKey(sealer.newKey(context).wrapped, other)).toThrow('does not open');
  });

  it('notices any altered byte', () => {
    const sealed = sealer.seal(secret, context);
    for (let at = 0; at < sealed.length; at += 1) {
      const altered = Buffer.from(sealed);
      altered[at] = (altered[at] ?? 0) ^ 1;
      expect(() => sealer.open(altered, context)).toThrow(/sealed/);
    }
    expect(() => sealer.open(sealed.subarray(0, 20), context)).toThrow('unknown form');
  });

  it('does not take a wrapped key for a value, or half of a value for a key', () => {
    const sealed = sealer.seal(secret, context);
    const { wrapped } = sealer.newKey(context);
    expect(() => sealer.open(wrapped, context)).toThrow('cut short');
    expect(() => sealer.unwrapKey(sealed, context)).toThrow('unknown form');
  });

  it('names both master keys when the wrong one is in use, and tells neither', () => {
    const otherKey = randomBytes(32);
    const other = createSealer(otherKey);
    const attempt = () => other.open(sealer.seal(secret, context), context);
    expect(attempt).toThrow(sealer.keyId);
    expect(attempt).toThrow(other.keyId);
    expect(attempt).not.toThrow(otherKey.toString('hex'));
  });

  it('gives a run a key of its own', () => {
    const { key, wrapped } = sealer.newKey({ kind: 'run-key', id: 'r', workspaceId: 'w' });
    const page = sealWith(key, secret, 'run-page:w:r:1');
    const same = sealer.unwrapKey(wrapped, { kind: 'run-key', id: 'r', workspaceId: 'w' });
    expect(openWith(same, page, 'run-page:w:r:1')).toEqual(secret);
    expect(() => openWith(same, page, 'run-page:w:r:2')).toThrow('does not open');
  });

  it('keeps credentials with their connection', () => {
    const owner = { id: 'a', workspace_id: 'w' };
    const sealed = sealCredentials(sealer, owner, { apiKey: 'k' });
    expect(openCredentials(sealer, { ...owner, sealed })).toEqual({ apiKey: 'k' });
    expect(() => openCredentials(sealer, { id: 'b', workspace_id: 'w', sealed })).toThrow('does not open');
    expect(() => openCredentials(sealer, { id: 'a', workspace_id: 'v', sealed })).toThrow('does not open');
  });
});

describe('the master key', () => {
  const folder = () => mkdtempSync(join(tmpdir(), 'willcall-key-'));

  it('is made at the first start, for its owner only, and stays', () => {
    const dir = folder();
    const key = readMasterKey({ dir });
    expect(key).toHaveLength(32);
    expect(statSync(join(dir, 'master.key')).mode & 0o777).toBe(0o600);
    expect(readMasterKey({ dir })).toEqual(key);
    rmSync(dir, { recursive: true });
  });

  it('is refused while others can read it', () => {
    const dir = folder();
    readMasterKey({ dir });
    chmodSync(join(dir, 'master.key'), 0o644);
    expect(() => readMasterKey({ dir })).toThrow('can be read by others. Close it: chmod 600');
    rmSync(dir, { recursive: true });
  });

  it.each(['', 'short', 'c2hvcnQ=', `${'A'.repeat(43)}!`])('of the settings must be 32 bytes, not %j', (base64) => {
    const attempt = () => readMasterKey({ dir: '/nowhere', base64 });
    expect(attempt).toThrow('WILLCALL_MASTER_KEY must hold 32 bytes in base64');
    if (base64) expect(attempt).not.toThrow(base64);
  });

  it('of the settings goes before the file', () => {
    const key = randomBytes(32);
    expect(readMasterKey({ dir: '/nowhere', base64: key.toString('base64') })).toEqual(key);
    expect(readFileSync(new URL(import.meta.url), 'utf8')).not.toContain(key.toString('base64'));
  });
});
