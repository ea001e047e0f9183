import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/** Whose secret it is. All three are bound into the seal: a sealed value copied to another record does not open. */
export type SealContext = { kind: string; id: string; workspaceId: string };

/** Seals secrets under one master key (AES-256-GCM; every record has a data key of its own, wrapped by the master key). */
export type Sealer = {
  /** Names the master key without telling it; stored in every envelope. */
  readonly keyId: string;
  seal(plain: Buffer, context: SealContext): Buffer;
  /** @throws SealError */
  open(sealed: Buffer, context: SealContext): Buffer;
  /** A fresh data key for {@link sealWith}, and its wrapped form for the database: who loses that loses the data. */
  newKey(context: SealContext): { key: Buffer; wrapped: Buffer };
  /** @throws SealError */
  unwrapKey(wrapped: Buffer, context: SealContext): Buffer;
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

function checkWrapped(wrapped: Buffer, id: Buffer): void {
  if (wrapped.length !== WRAPPED_BYTES || wrapped[0] !== FORM)
    throw new SealError('A sealed value has an unknown form.');
  const foreign = wrapped.subarray(1, 1 + ID_BYTES);
  if (foreign.equals(id)) return;
  throw new SealError(
    `A value was sealed with the master key ${foreign.toString('hex')}, but the one in use is ${id.toString('hex')}. Put the earlier master key back.`,
  );
}

/**
 * @param masterKey 32 bytes; see readMasterKey.
 * @throws SealError when it has another length.
 */
export function createSealer(masterKey: Buffer): Sealer {
  if (masterKey.length !== KEY_BYTES) throw new SealError(`The master key must have ${KEY_BYTES} bytes.`);
  const id = createHmac('sha256', masterKey).update('willcall master key id').digest().subarray(0, ID_BYTES);
  const head = Buffer.concat([Buffer.from([FORM]), id]);

  const newKey: Sealer['newKey'] = (context) => {
    const key = randomBytes(KEY_BYTES);
    return { key, wrapped: Buffer.concat([head, sealWith(masterKey, key, aadOf('key', context))]) };
  };
  const unwrapKey: Sealer['unwrapKey'] = (wrapped, context) => {
    checkWrapped(wrapped, id);
    return openWith(masterKey, wrapped.subarray(head.length), aadOf('key', context));
  };
  return {
    keyId: id.toString('hex'),
    newKey,
    unwrapKey,
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
