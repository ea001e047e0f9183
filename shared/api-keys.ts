import * as z from 'zod/mini';

/**
 * What a key may do: `read` sees reports, their runs and rows; `refresh` starts and stops runs and decides on what is held back;
 * `manage` creates and changes reports. Each is asked for by itself; people, keys, accounts and links stay with people.
 */
export const KeyScope = z.enum(['read', 'refresh', 'manage']);
export type KeyScope = z.infer<typeof KeyScope>;

const name = z.string().check(z.trim(), z.minLength(1), z.maxLength(200));
const instant = z.string();

/** A new key. `expiresInDays`: left out: 365; null: never. */
export const ApiKeyInput = z.strictObject({
  name,
  scopes: z.array(KeyScope).check(z.minLength(1), z.maxLength(3)),
  expiresInDays: z.optional(z.nullable(z.int().check(z.minimum(1), z.maximum(3650)))),
});
export type ApiKeyInput = z.infer<typeof ApiKeyInput>;

/** `state`: "revoked" and "expired" ones open nothing. `lastUsedOn`: a day, such as "2027-05-21"; null: never used. */
export const ApiKey = z.object({
  id: z.uuid(),
  name: z.string(),
  scopes: z.array(KeyScope),
  state: z.enum(['active', 'expired', 'revoked']),
  /** E-mail address of who made it; null when they are no member any more. */
  createdBy: z.nullable(z.string()),
  createdAt: instant,
  expiresAt: z.nullable(instant),
  lastUsedOn: z.nullable(z.string()),
});
export type ApiKey = z.infer<typeof ApiKey>;
export const ApiKeyList = z.object({ keys: z.array(ApiKey) });
export type ApiKeyList = z.infer<typeof ApiKeyList>;

/** `secret` is what scripts send as `Authorization: Bearer wck_...`; it is shown this once. */
export const ApiKeyMade = z.extend(ApiKey, { secret: z.string() });
export type ApiKeyMade = z.infer<typeof ApiKeyMade>;
