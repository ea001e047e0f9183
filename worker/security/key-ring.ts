import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { ConfigError } from '../config.ts';
import { decodeKey, makeKeyFile, readKeyFile, readMasterKey } from './master-key.ts';

/** The master keys, asked anew each time: a running worker learns of a new one. */
export type KeyRing = {
  /** What new secrets are sealed with. */
  current(): Buffer;
  /** Those that still open what was sealed before. */
  previous(): readonly Buffer[];
};

type Settings = { dir: string; base64?: string | undefined; previous?: readonly string[] | undefined };

const fileOf = (dir: string) => join(dir, 'master.key');
const previousFileOf = (dir: string) => join(dir, 'master.previous.key');

/** Reads a file again only after it changed. */
function watchedKey(file: string, read: () => Buffer): () => Buffer {
  let known: { stamp: string; key: Buffer } | null = null;
  const stampOf = () => {
    const { mtimeMs, ino, mode } = statSync(file);
    return `${mtimeMs} ${ino} ${mode}`;
  };
  return () => {
    if (known === null || stampOf() !== known.stamp) {
      const key = read();
      known = { stamp: stampOf(), key };
    }
    return known.key;
  };
}

/**
 * The keys of this deployment: of the settings WILLCALL_MASTER_KEY and WILLCALL_PREVIOUS_KEYS when the first is given, else of the files
 * in `dir`, the first of which is made when it is not there.
 *
 * @throws ConfigError when one is no key, or its file can be read by others. Never tells a key.
 */
export function openKeyRing({ dir, base64, previous = [] }: Settings): KeyRing {
  const given = previous.map((text) => decodeKey(text, 'WILLCALL_PREVIOUS_KEYS'));
  if (base64 !== undefined) {
    const key = readMasterKey({ dir, base64 });
    return { current: () => key, previous: () => given };
  }
  const [file, earlier] = [fileOf(dir), previousFileOf(dir)];
  readMasterKey({ dir });
  const previousKey = watchedKey(earlier, () => readKeyFile(earlier));
  return {
    current: watchedKey(file, () => readKeyFile(file)),
    previous: () => (existsSync(earlier) ? [previousKey(), ...given] : given),
  };
}

/**
 * Puts a new key into `dir`; the one in use stays beside it until {@link dropPreviousKey}. Killed half way, it is done by calling it again.
 *
 * @returns false when an earlier change of keys is not finished: that one goes on then.
 */
export function renewKeyFile(dir: string): boolean {
  const [file, earlier] = [fileOf(dir), previousFileOf(dir)];
  const key = readMasterKey({ dir });
  if (existsSync(earlier) && !readKeyFile(earlier).equals(key)) return false;
  makeKeyFile(earlier, key);
  if (!readKeyFile(earlier).equals(key)) throw new ConfigError('The master key is being changed by another program.');
  const draft = `${file}.${process.pid}.next`;
  makeKeyFile(draft, randomBytes(key.length));
  renameSync(draft, file);
  return true;
}

/** Nothing is sealed with it any more. */
export function dropPreviousKey(dir: string): void {
  rmSync(previousFileOf(dir), { force: true });
}
