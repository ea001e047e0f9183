import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../config.ts';

const KEY_BYTES = 32;
const HOW_TO_MAKE = 'openssl rand -base64 32';

/** A key as settings and files hold it. @throws ConfigError naming `source`, never telling the key. */
export function decodeKey(text: string, source: string): Buffer {
  const isBase64 = /^[A-Za-z0-9+/]{43}=?$/.test(text.trim());
  const key = Buffer.from(text.trim(), 'base64');
  if (isBase64 && key.length === KEY_BYTES) return key;
  throw new ConfigError(`${source} must hold ${KEY_BYTES} bytes in base64 (make one with: ${HOW_TO_MAKE}).`);
}

/** Two programs that do it at once end up with one key: only one link to the name can be made. A key that is there stays. */
export function makeKeyFile(file: string, key: Buffer = randomBytes(KEY_BYTES)): void {
  const draft = `${file}.${process.pid}.new`;
  writeFileSync(draft, `${key.toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * The master key: `base64` (the setting WILLCALL_MASTER_KEY) when given, else the file `<dir>/master.key`, made at the first
 * start and readable by its owner only.
 *
 * @throws ConfigError when it is no key, or others can read the file. Never tells the key.
 */
export function readMasterKey({ dir, base64 }: { dir: string; base64?: string | undefined }): Buffer {
  if (base64 !== undefined) return decodeKey(base64, 'WILLCALL_MASTER_KEY');
  const file = join(dir, 'master.key');
  if (!existsSync(file)) {
    mkdirSync(dir, { recursive: true });
    makeKeyFile(file);
  }
  return readKeyFile(file);
}

/** @throws ConfigError when it holds no key, or others can read it. */
export function readKeyFile(file: string): Buffer {
  if ((statSync(file).mode & 0o077) !== 0) {
    throw new ConfigError(`The master key ${file} can be read by others. Close it: chmod 600 ${file}`);
  }
  return decodeKey(readFileSync(file, 'utf8'), `The master key ${file}`);
}
