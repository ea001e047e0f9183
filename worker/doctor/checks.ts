import { openWriter } from '../google-sheets.ts';
import { deploymentMark } from '../security/deployment.ts';
import type { KeyRing } from '../security/key-ring.ts';
import { createSealer } from '../security/sealing.ts';
import { checkAddress, type Lookup } from './address.ts';
import { checkCertificate } from './certificate.ts';
import type { Check } from './check.ts';
import { checkDatabaseClock, checkGoogleClock } from './clock.ts';
import { checkCrossOrigin, SCRIPT_ORIGIN } from './cross-origin.ts';
import { checkDatabase, checkDisk, checkSchema, timeOf, type Looked } from './database.ts';
import type { Fetch } from './fetch.ts';
import { fault, type Finding } from './finding.ts';
import { checkFolder } from './folder.ts';
import { checkAudiences, checkGoogleKeys } from './google-keys.ts';
import { checkMail } from './mail.ts';
import { checkMasterKey, keysOf } from './master-key.ts';
import type { Place } from './place.ts';
import { checkPostgresQueue, checkRedisQueue } from './queue.ts';
import { reasonOf } from './reason.ts';
import { checkSettings } from './settings.ts';
import { checkWorker } from './worker-answers.ts';
import { checkWriter } from './writer-access.ts';

/** What the looks need of the outside. */
export type Around = {
  readonly place: Place;
  /** null: none is running. */
  readonly database: (Looked & { readonly url: string }) | null;
  readonly fetch: Fetch;
  readonly lookup: Lookup;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Authorities trusted beside those that come with Node. */
  readonly ca?: string | undefined;
  readonly deadlineMs: number;
};

/** Everything `willcall doctor` looks at, in the order it is told. */
export function checksOf(around: Around): Check[] {
  return [...outside(around), ...google(around), ...inside(around)];
}

function outside({ place, fetch, lookup, now, ca }: Around): Check[] {
  const { config, url, isRehearsal, worker } = place;
  const origin = isRehearsal ? 'http://127.0.0.1:8792' : SCRIPT_ORIGIN;
  return [
    check('settings', 'Settings', () => checkSettings(place)),
    check('address', 'Address', () => checkAddress({ publicUrl: config.PUBLIC_URL, isRehearsal, lookup })),
    check('certificate', 'Certificate', (signal) => checkCertificate({ url: config.PUBLIC_URL, now, signal, ca })),
    check('worker', 'Worker', (signal) =>
      checkWorker({ url, deployment: deploymentOf(place), isRunning: worker !== null, fetch, signal }),
    ),
    check('cross-origin', 'Browser access', (signal) =>
      checkCrossOrigin({ url, allowed: config.ALLOWED_ORIGINS, origin, fetch, signal }),
    ),
  ];
}

function google({ place, fetch, now, database }: Around): Check[] {
  const { config, hasGoogle } = place;
  const keysUrl = hasGoogle ? config.GOOGLE_KEYS_URL : null;
  const open = hasGoogle ? async () => await openWriter(config) : null;
  const db = database?.db;
  return [
    check('audiences', 'Google client ids', () => checkAudiences(config.GOOGLE_AUDIENCES)),
    check('keys', 'Google keys', (signal) => checkGoogleKeys({ keysUrl, fetch, signal })),
    check('writer', 'Google address', (signal) =>
      checkWriter({ open, origin: config.GOOGLE_SHEETS_ORIGIN, fetch, signal }),
    ),
    check('clock', 'Clock', (signal) => checkGoogleClock({ url: keysUrl, fetch, now, signal })),
    check('database-clock', 'Database clock', () =>
      checkDatabaseClock({ ask: db ? async () => await timeOf(db) : null, now }),
    ),
  ];
}

function inside({ place, database, deadlineMs }: Around): Check[] {
  const { config, dir, isRehearsal } = place;
  const { REDIS_URL: redisUrl, SMTP_URL: smtpUrl, MAIL_FROM: from, GOOGLE_WRITER_KEY_FILE: keyFile } = config;
  return [
    check('database', 'Database', () => checkDatabase(database, dir)),
    check('schema', 'Tables', () => checkSchema(database)),
    check('disk', 'Disk', () => checkDisk(dir, config.DATABASE_URL === undefined)),
    check('master-key', 'Master key', async () => await masterKey(place, database)),
    check('queue', 'Queue', async (signal) =>
      redisUrl === undefined
        ? await checkPostgresQueue(database?.url ?? null, deadlineMs)
        : await checkRedisQueue({ redisUrl, signal }),
    ),
    check('mail', 'E-mail', () => checkMail({ smtpUrl, from, isRehearsal, deadlineMs })),
    check('folder', 'Folder', () => checkFolder({ dir, keyFile })),
  ];
}

function check(id: string, title: string, look: (signal: AbortSignal) => Finding | Promise<Finding>): Check {
  return { id, title, look: async (signal) => await look(signal) };
}

async function masterKey({ config, dir }: Place, database: Looked | null): Promise<Finding> {
  let keys: KeyRing | null;
  try {
    keys = keysOf(config, dir);
  } catch (error) {
    return fault(reasonOf(error), 'Put the right key there, closed to others.');
  }
  return await checkMasterKey(keys, database?.db ?? null);
}

function deploymentOf({ config, dir }: Place): string | null {
  try {
    const keys = keysOf(config, dir);
    return keys === null ? null : deploymentMark(createSealer(keys));
  } catch {
    // said with the master key
    return null;
  }
}
