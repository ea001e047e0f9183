import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const KeyPair = z.object({ kid: z.string(), privatePem: z.string(), publicPem: z.string() });

const ServiceAccount = z.object({
  email: z.string(),
  clientId: z.string(),
  projectId: z.string(),
  projectNumber: z.string(),
  key: KeyPair,
});

const Secrets = z.object({
  /** Signs ID tokens; its public half is published. */
  google: KeyPair,
  /** Never published: tokens signed with it must be refused everywhere. */
  foreign: KeyPair,
  /** Seals access tokens; base64. */
  tokenSecret: z.string(),
  serviceAccounts: z.array(ServiceAccount),
});

export type KeyPair = z.infer<typeof KeyPair>;
export type ServiceAccount = z.infer<typeof ServiceAccount>;
/** Everything that must survive a restart for issued tokens to stay valid. */
export type Secrets = z.infer<typeof Secrets>;

const projectId = 'willcall-rehearsal';
const projectNumber = '482915736041';

function newKeyPair(): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return { kid: randomBytes(20).toString('hex'), privatePem: privateKey, publicPem: publicKey };
}

/** A service account of the rehearsal project with a fresh key: `NAME@willcall-rehearsal.iam.gserviceaccount.com`. */
export function newServiceAccount(name: string): ServiceAccount {
  return {
    email: `${name}@${projectId}.iam.gserviceaccount.com`,
    clientId: `1${randomBytes(8).readBigUInt64BE().toString().padStart(20, '0')}`,
    projectId,
    projectNumber,
    key: newKeyPair(),
  };
}

function newSecrets(): Secrets {
  return {
    google: newKeyPair(),
    foreign: newKeyPair(),
    tokenSecret: randomBytes(32).toString('base64'),
    serviceAccounts: [newServiceAccount('willcall-writer')],
  };
}

function fileIn(dataDir: string): string {
  return join(dataDir, 'identity.json');
}

/** Replaces the stored secrets; only the owner of the process can read them. */
export function saveSecrets(dataDir: string, secrets: Secrets): void {
  mkdirSync(dataDir, { recursive: true });
  const draft = `${fileIn(dataDir)}.new`;
  writeFileSync(draft, JSON.stringify(secrets), { mode: 0o600 });
  renameSync(draft, fileIn(dataDir));
}

/** The secrets kept in a folder, made on first use; fresh ones when no folder is given. */
export function loadSecrets(dataDir: string | undefined): Secrets {
  if (dataDir === undefined) return newSecrets();
  if (existsSync(fileIn(dataDir))) return Secrets.parse(JSON.parse(readFileSync(fileIn(dataDir), 'utf8')));
  const secrets = newSecrets();
  saveSecrets(dataDir, secrets);
  return secrets;
}
