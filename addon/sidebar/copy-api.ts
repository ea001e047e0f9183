import { CopyMade, FoundCopy, type CopyInput } from '../../shared/copies.ts';
import type { Ask } from './worker-request.ts';

/** The worker's routes about spreadsheets that were copied from another one. */
export function copyCalls(ask: Ask) {
  const path = (id: string): string => `/v1/spreadsheets/${id}/copy`;
  return {
    /** What it is a copy of; null: of nothing this person's team made. */
    copyOf: async (id: string) => (await ask(FoundCopy, { method: 'GET', path: path(id) })).copy,
    setUpCopy: async (id: string, body: CopyInput) =>
      (await ask(CopyMade, { method: 'POST', path: path(id), body })).reports,
  };
}
