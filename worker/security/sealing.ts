import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { KeyRing } from './key-ring.ts';

/** Whose secret it is. All three are bound into the seal: a sealed value copied to another record does not open. */
export type SealContext = { kind: string; id: string; workspaceId: string };

/** Seals secrets under one master key (AES-256-GCM; every record has a data key of its own, wrapped by the master key). */
export type Sealer = {
  /** Names the master key in use without telling it; stored in every envelope. */
  readonly keyId: string;
  seal(plain: Buffer, context: SealContext): Buffer;
  /** @throws SealError */
  open(sealed: Buffer, context: SealContext): Buffer;
  /** A fresh data key for {@link sealWith}, and its wrapped form for the database: who loses that loses the data. */
  newKey(context: SealContext): { key: Buffer; wrapped: Buffer };
  /** @throws SealError */
  unwrapKey(wrapped: Buffer, context: SealContext): Buffer;
  /**
   * The same value (or wrapped key) under the master key in use; what is inside is not opened. null: it is under that one already.
   *
   * @throws SealError
   */
  rewrap(sealed: Buffer, context: SealContext): Buffer | null;
};

/** Something sealed does not open: altered, moved to another record, or sealed with another master key. Holds no secret. */
export class SealError extends Error {
  override readonly name = 'SealError';
}

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const ID_BYTES = 8;
/** First byte of everything wrapped by a master key, so that the form can change later. */
const FORM = 1;
const WRAPPED_BYTES = 1 + ID_BYTES + NONCE_BYTES + KEY_BYTES + TAG_BYTES;

/**
 * Seals with a data key: nonce, cipher text, tag. `aad` says what it is and must be given again to open it.
 * Nonces are random: use one key for at most 2^32 messages.
 */
export function sealWith(key: Buffer, plain: Buffer, aad: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(aad, 'utf8'));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** @throws SealError when key or `aad` is another, or the value was altered. */
export function openWith(key: Buffer, sealed: Buffer, aad: string): Buffer {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new SealError('A sealed value is cut short.');
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(aad, 'utf8'));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch {
    throw new SealError('A sealed value does not open: it was altered, or belongs to another record.');
  }
}

/** A list as JSON has no two readings, whatever the parts hold. */
const aadOf = (purpose: string, { kind, id, workspaceId }: SealContext) =>
  JSON.stringify(['willcall', purpose, kind, id, workspaceId]);

const nameOf = (id: Buffer) => id.toString('hex');

/** Names a master key without telling it. */
const idOf = (masterKey: Buffer) =>
  createHmac('sha256', masterKey).update('willcall master key id').digest().subarray(0, ID_BYTES);

/** Where the id of the master key is in everything that is sealed: for the database, which counts from 1. */
export const KEY_ID_PLACE = { from: 2, for: ID_BYTES } as const;

type Named = { readonly key: Buffer; readonly id: Buffer };

function named(key: Buffer): Named {
  if (key.length !== KEY_BYTES) throw new SealError(`The master key must have ${KEY_BYTES} bytes.`);
  return { key, id: idOf(key) };
}

/** The master key a value was sealed with. @throws SealError when it is none of ours. */
function masterOf(wrapped: Buffer, { current, previous }: KeyRing): Named {
  if (wrapped.length !== WRAPPED_BYTES || wrapped[0] !== FORM)
    throw new SealError('A sealed value has an unknown form.');
  const id = wrapped.subarray(1, 1 + ID_BYTES);
  const mine = named(current());
  const found = mine.id.equals(id)
    ? mine
    : previous()
        .map(named)
        .find((one) => one.id.equals(id));
  if (found) return found;
  throw new SealError(
    `A value was sealed with the master key ${nameOf(id)}, but the one in use is ${nameOf(mine.id)}. Put the earlier master key back.`,
  );
}

function wrap({ key: masterKey, id }: Named, key: Buffer, context: SealContext): Buffer {
  return Buffer.concat([Buffer.from([FORM]), id, sealWith(masterKey, key, aadOf('key', context))]);
}

/**
 * @param keys the master keys, or the only one; see key-ring.
 * @throws SealError when one has another length than 32 bytes.
 */
export function createSealer(keys: KeyRing | Buffer): Sealer {
  const ring = Buffer.isBuffer(keys) ? { current: () => keys, previous: () => [] } : keys;
  named(ring.current());

  const newKey: Sealer['newKey'] = (context) => {
    const key = randomBytes(KEY_BYTES);
    return { key, wrapped: wrap(named(ring.current()), key, context) };
  };
  const unwrapKey: Sealer['unwrapKey'] = (wrapped, context) =>
    openWith(masterOf(wrapped, ring).key, wrapped.subarray(1 + ID_BYTES), aadOf('key', context));
  return {
    get keyId() {
      return nameOf(named(ring.current()).id);
    },
    newKey,
    unwrapKey,
    rewrap(sealed, context) {
      const head = sealed.subarray(0, WRAPPED_BYTES);
      const mine = named(ring.current());
      if (masterOf(head, ring).id.equals(mine.id)) return null;
      return Buffer.concat([wrap(mine, unwrapKey(head, context), context), sealed.subarray(WRAPPED_BYTES)]);
    },
    seal(plain, context) {
      const { key, wrapped } = newKey(context);
      return Buffer.concat([wrapped, sealWith(key, plain, aadOf('value', context))]);
    },
    open(sealed, context) {
      const key = unwrapKey(sealed.subarray(0, WRAPPED_BYTES), context);
      return openWith(key, sealed.subarray(WRAPPED_BYTES), aadOf('value', context));
    },
  };
}
