import type { Fault, Faults } from '../../google/faults.ts';
import type { StageSet, Trouble } from './stage.ts';

const ALWAYS = 1_000_000_000;
const SHEETS = '^/v4/';

const MADE = {
  slow: {
    label: 'Slow',
    detail: 'Every call takes 2 seconds longer.',
    fault: { latencyMs: 2000, times: ALWAYS, path: SHEETS },
  },
  quota: {
    label: 'Quota used up',
    detail: 'Answers 429: too many calls this minute.',
    fault: { status: 429, times: ALWAYS, path: SHEETS },
  },
  down: {
    label: 'Out of order',
    detail: 'Answers 503 to everything.',
    fault: { status: 503, times: ALWAYS, path: SHEETS },
  },
  lost: {
    label: 'Lose one answer',
    detail: 'The next write arrives, but nobody hears of it. Nothing may be written twice.',
    fault: { drop: 'after', times: 1, method: 'POST', path: 'batchUpdate$' },
  },
} as const satisfies Record<string, { label: string; detail: string; fault: Parameters<Faults['add']>[0] }>;

/** What Google Sheets can be told to do when Willcall writes. */
export function googleSet(faults: Faults): StageSet {
  const armed = new Map<string, Fault>();
  const arm = (id: string, fault: Parameters<Faults['add']>[0]): void => {
    faults.add(fault);
    const added = faults.list().at(-1);
    if (added) armed.set(id, added);
  };
  const isOn = (id: string): boolean => {
    const fault = armed.get(id);
    return fault !== undefined && faults.list().includes(fault);
  };
  /** Single faults cannot be taken back: the others are armed anew. */
  const disarm = (id: string): void => {
    const others = [...armed].filter(([other]) => other !== id && isOn(other));
    faults.clear();
    armed.clear();
    for (const [other, fault] of others) arm(other, fault);
  };
  const troubles = Object.entries(MADE).map(([id, { label, detail, fault }]): Trouble => ({
    id,
    label,
    detail,
    isOn: () => isOn(id),
    set(on) {
      if (on && !isOn(id)) arm(id, fault);
      if (!on) disarm(id);
    },
  }));
  return { id: 'google', title: 'Google Sheets', detail: 'As Willcall writes to it', troubles, moments: [] };
}
