import { z } from 'zod';
import type { AnsweredError } from '../provider.ts';

const Said = z.object({ message: z.string().min(1) });

const NO_LIST: Readonly<Record<string, string>> = {
  '/orders':
    'no right to list orders. Ask Paylogic for it; looking up ticket IDs, order IDs or barcodes from a column of your sheet still works',
  '/tickets': 'no right to these tickets. The list is for guests who log in; an application reads tickets of events',
};

/** No error body is published: a message is shown when there is one, and nothing depends on it. */
export function failure(path: string, status: number, body: unknown): AnsweredError | null {
  if (status === 403 && body === null) {
    return {
      kind: 'misdirected',
      message: 'a filter against robots stands before it; ask Paylogic to let this server in',
    };
  }
  const listed = NO_LIST[path];
  if (status === 403 && listed) return { kind: 'auth', message: listed };
  const { message } = Said.safeParse(body).data ?? {};
  return status === 400 && message ? { kind: 'bad-request', message } : null;
}
