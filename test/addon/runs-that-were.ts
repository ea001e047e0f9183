import type { Certificate, Run } from '../../shared/api.ts';
import type { Hold } from '../../shared/changes.ts';
import { NO_CHANGES } from './fake-worker-state.ts';

/** Of a refresh that brought in everything: 12,480 rows, 312 deleted tickets left out. */
export const CERTIFICATE: Certificate = {
  fetched: 13_000,
  distinct: 12_792,
  dropped: 312,
  filtered: 0,
  rows: 12_480,
  providerTotal: 12_792,
  complete: true,
  rowErrors: 0,
  catchUps: 1,
  stepsBack: 0,
  notes: [],
  sources: [],
};

/** A refresh that is over, just now and well unless said otherwise. */
export const ended = (rest: Partial<Run> = {}): Partial<Run> => ({
  status: 'done',
  phase: 'finished',
  finishedAt: new Date().toISOString(),
  certificate: CERTIFICATE,
  changes: NO_CHANGES,
  ...rest,
});

/** Removals that wait for somebody. */
export const HOLD: Hold = {
  removals: [{ account: 'Town theatre', rows: 4_000, of: 12_480 }],
  blanked: [],
  since: '2027-05-01T12:00:00.000Z',
  decision: 'open',
  sentence: '4,000 of 12,480 rows of Town theatre would leave the list. They stay as they are.',
};
