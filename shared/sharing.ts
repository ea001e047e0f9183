import * as z from 'zod/mini';

/**
 * Why Google did not let a person share a spreadsheet with Willcall's address. `viewer`: they may only look; `editors`: only its owner may
 * share it; `domain`: their organisation forbids addresses outside of it. `owner`: e-mail address, null in a shared drive and for viewers;
 * `said`: Google's own sentence.
 */
export const SharingRefusal = z.object({
  why: z.enum(['viewer', 'editors', 'domain']),
  owner: z.nullable(z.string()),
  said: z.string(),
});
export type SharingRefusal = z.infer<typeof SharingRefusal>;
