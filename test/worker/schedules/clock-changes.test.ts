import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import { duesBetween, type Plan } from '../../../worker/schedules/next-due.ts';
import { wallClock } from '../../../worker/schedules/wall-clock.ts';

const FILE = new URL('../../../docs/schedules.md', import.meta.url);
const DAY_MS = 86_400_000;

/** Zone, day on which its clocks change, what they do, and a time of day that this skips or repeats. */
const CHANGES = [
  ['Europe/Zurich', '2027-03-28', '02:00 → 03:00', '02:30'],
  ['Europe/Zurich', '2027-10-31', '03:00 → 02:00', '02:30'],
  ['America/New_York', '2027-03-14', '02:00 → 03:00', '02:30'],
  ['America/New_York', '2027-11-07', '02:00 → 01:00', '01:30'],
  ['Australia/Lord_Howe', '2027-10-03', '02:00 → 02:30', '02:15'],
  ['Australia/Lord_Howe', '2027-04-04', '02:00 → 01:30', '01:45'],
  ['America/Sao_Paulo', '2018-11-04', '00:00 → 01:00', '00:30'],
  ['America/Sao_Paulo', '2018-02-17', '24:00 → 23:00', '23:30'],
  ['Pacific/Apia', '2011-12-31', 'the 30th is left out', '02:30'],
  ['Asia/Kathmandu', '2027-03-28', 'never', '02:30'],
] as const;

const plan = (timeZone: string, timing: Plan['timing']): Plan => ({
  timing,
  timeZone,
  startDate: null,
  stopDate: null,
});

/** Times that are due on three days around one, and how many quarters of an hour the day itself has. */
function around(zone: string, day: string, time: string) {
  const noon = Date.parse(`${day}T12:00:00Z`);
  const [from, until] = [new Date(noon - 3 * DAY_MS), new Date(noon + 3 * DAY_MS)];
  const dues = duesBetween(plan(zone, { kind: 'daily', readyBy: time }), from, until);
  const at = dues.findIndex((due) => wallClock(zone, due).day === day);
  const quarters = duesBetween(plan(zone, { kind: 'every', minutes: 15 }), from, until).filter(
    (due) => wallClock(zone, due).day === day,
  );
  return { dues: dues.slice(at - 1, at + 2), quarters: quarters.length };
}

function rowOf([zone, day, clocks, time]: (typeof CHANGES)[number]): string {
  const { dues, quarters } = around(zone, day, time);
  const shown = dues.map((due) => {
    const { day: local, time: clock } = wallClock(zone, due);
    return `${local.slice(5)} ${clock} (${due.toISOString().slice(11, 16)} UTC)`;
  });
  return `| ${[zone, day, clocks, time, ...shown, quarters].join(' | ')} |`;
}

const HEADER = [
  '| zone | day | clocks | daily at | the day before | that day | the day after | every 15 min that day |',
  '| - | - | - | - | - | - | - | - |',
];

describe('the table of days on which clocks change', () => {
  it('in docs/schedules.md is what schedules do', async () => {
    const text = readFileSync(FILE, 'utf8');
    const table = [...HEADER, ...CHANGES.map(rowOf)].join('\n');
    const made = text.replace(/(<!-- made by .* -->)[^]*(<!-- end -->)/, `$1\n\n${table}\n\n$2`);
    const wanted = await format(made, { parser: 'markdown', printWidth: 120 });
    if (process.env['WRITE_DOCS'] !== undefined) writeFileSync(FILE, wanted);
    else expect(text).toBe(wanted);
  });

  it.each(CHANGES)('%s on %s: a daily time is due once that day', (zone, day, _clocks, time) => {
    const days = around(zone, day, time).dues.map((due) => wallClock(zone, due).day);
    expect(days.filter((one) => one === day)).toHaveLength(1);
    expect(new Set(days).size).toBe(3);
  });
});
