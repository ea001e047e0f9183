import * as z from 'zod/mini';
import { CredentialInfo, ProviderId } from './catalogue.ts';

const instant = z.string();

/**
 * Since when Willcall's Google address cannot write into a spreadsheet any more, and why. `removed`: it is not shared with it, or only
 * for looking; `view-only`: it may look, not edit; `gone`: the spreadsheet does not exist any more.
 */
export const Unshared = z.object({ since: instant, why: z.enum(['removed', 'view-only', 'gone']) });
export type Unshared = z.infer<typeof Unshared>;

/** That the key of a ticketing account was asked for by a link that still works. */
export const KeyAsked = z.object({ expiresAt: instant });
export type KeyAsked = z.infer<typeof KeyAsked>;

/**
 * A link for whoever has the key of a ticketing account: they enter it without an account of theirs. The part of the address behind
 * "#" is the secret; it is told once, here, and works once.
 */
export const KeyLink = z.object({ address: z.string(), expiresAt: instant });
export type KeyLink = z.infer<typeof KeyLink>;

const secretFields = {
  id: z.uuid(),
  secret: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)),
};

/** What the page behind a {@link KeyLink} shows the holder of the link. */
export const KeyLinkInput = z.strictObject(secretFields);
export type KeyLinkInput = z.infer<typeof KeyLinkInput>;
export const KeyForm = z.object({
  provider: z.object({ id: ProviderId, title: z.string() }),
  /** Name the team gave the account. */
  account: z.string(),
  /** E-mail address of the admin who asks. */
  askedBy: z.string(),
  expiresAt: instant,
  fields: z.array(CredentialInfo),
});
export type KeyForm = z.infer<typeof KeyForm>;

/** The key itself, by field id. It is tried at the ticketing system before it is kept. */
export const KeyEntry = z.strictObject({
  ...secretFields,
  credentials: z.record(z.string(), z.string().check(z.maxLength(4000))),
});
export type KeyEntry = z.infer<typeof KeyEntry>;
