import { z } from 'zod';
import type { Lookup } from '../provider.ts';

const UID = /^[0-9a-f]{32}$/;

/** Reading resources by their uid. */
export const byUid = (id: string, title: string, help: string, path: string): Lookup => ({
  id,
  title,
  help,
  accepts: (input) => UID.test(input),
  request: (uid) => ({ path: `${path}/${uid}`, query: {} }),
  records: (body) => [z.looseObject({ uid: z.string().min(1) }).parse(body)],
});
