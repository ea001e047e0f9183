import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError, readConfig, type Config } from '../config.ts';
import type { Database } from '../db/connection.ts';
import { createLog } from '../log.ts';
import { dropPreviousKey, openKeyRing, renewKeyFile, type KeyRing } from '../security/key-ring.ts';
import { rewrapAll, type RewrapCount } from '../security/rotation.ts';
import { createSealer, type Sealer } from '../security/sealing.ts';
import { openOperatorDatabase } from './operator-database.ts';

const HELP = `willcall rotate-keys — seal everything with a new master key

Without WILLCALL_MASTER_KEY the new key is made here, in the file master.key. Workers may go on running: they notice. The old key stays
beside it until everything is rewrapped. Stopped half way, start it again.

With WILLCALL_MASTER_KEY:
  1. Restart every worker with the old key in WILLCALL_MASTER_KEY and the new one in WILLCALL_PREVIOUS_KEYS.
  2. Restart every worker the other way round: the new key in WILLCALL_MASTER_KEY, the old one in WILLCALL_PREVIOUS_KEYS.
  3. willcall rotate-keys, with the same settings.
  4. When it says so, take the old key out of WILLCALL_PREVIOUS_KEYS. Keep it as long as you keep backups from before.

A new key:  openssl rand -base64 32
`;

/** A worker that sealed something with the old key at the very moment it changed has stored it by then. */
const SETTLE_MS = 2_000;

type Parts = {
  readonly db: Database;
  readonly sealer: Sealer;
  readonly say: (line: string) => void;
  readonly wait?: (ms: number) => Promise<unknown>;
};

/**
 * Rewraps until nothing is left, looking once more after a moment.
 *
 * @returns the counts of all passes; `closed`: of the last one.
 */
export async function rewrapToTheEnd({ db, sealer, say, wait = sleep }: Parts): Promise<RewrapCount> {
  let rewrapped = 0;
  for (let isLast = false; ;) {
    const pass = await rewrapAll(db, sealer);
    rewrapped += pass.rewrapped;
    if (pass.rewrapped > 0) say(`${pass.rewrapped} sealed values now belong to the key ${sealer.keyId}.`);
    const isQuiet = pass.rewrapped + pass.changed === 0;
    if (isQuiet && isLast) return { ...pass, rewrapped };
    isLast = isQuiet;
    await wait(SETTLE_MS);
  }
}

const closedSentence = (count: number) =>
  `${count} sealed values open with none of the keys: put the key they were sealed with into WILLCALL_PREVIOUS_KEYS and start this again. The previous key stays.`;

/** @returns the exit code. */
async function rotate(config: Config, say: (line: string) => void): Promise<number> {
  const dir = resolve(config.WILLCALL_DIR);
  const isFile = config.WILLCALL_MASTER_KEY === undefined;
  const keys = () => openKeyRing({ dir, base64: config.WILLCALL_MASTER_KEY, previous: config.WILLCALL_PREVIOUS_KEYS });
  if (isFile && !existsSync(join(dir, 'master.key'))) {
    throw new ConfigError(`There is no master key in ${dir} yet: nothing is sealed. It is made at the first start.`);
  }
  keys();
  const { db, close } = await openOperatorDatabase(config, createLog({ level: 'warn' }));
  try {
    if (isFile) say(renewKeyFile(dir) ? 'A new master key is in place.' : 'Going on with the last change of keys.');
    else refuseLoneKey(keys());
    const sealer = createSealer(keys());
    const { rewrapped, closed } = await rewrapToTheEnd({ db, sealer, say });
    if (closed > 0) throw new ConfigError(closedSentence(closed));
    if (isFile) dropPreviousKey(dir);
    const next = isFile ? 'The old key is deleted.' : 'Take the old key out of WILLCALL_PREVIOUS_KEYS now.';
    say(`Done: ${rewrapped} values rewrapped, all belong to the key ${sealer.keyId}. ${next}`);
    return 0;
  } finally {
    await close();
  }
}

function refuseLoneKey(keys: KeyRing): void {
  if (keys.previous().length > 0) return;
  throw new ConfigError(
    'WILLCALL_MASTER_KEY is set, but WILLCALL_PREVIOUS_KEYS is not: set the new key in the first and the old one in the second. See willcall rotate-keys --help',
  );
}

/** `willcall rotate-keys`: for the operator, on the machine that holds the keys. */
export async function rotateKeysCommand(words: string[]): Promise<number> {
  const isHelp = words.length === 1 && (words[0] === '--help' || words[0] === '-h');
  if (isHelp) process.stdout.write(HELP);
  else if (words.length > 0) process.stderr.write(`willcall: "${words[0]}": willcall rotate-keys takes no flags.\n`);
  if (words.length > 0) return isHelp ? 0 : 2;
  try {
    return await rotate(readConfig(process.env), (line) => process.stdout.write(`${line}\n`));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`willcall: ${error.message}\n`);
    return 1;
  }
}
