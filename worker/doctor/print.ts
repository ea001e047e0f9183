import { harmless } from '../commands/conclude.ts';
import type { Checked } from './check.ts';
import type { State } from './finding.ts';

const WORDS: Record<State, string> = { ok: 'ok', warning: 'warning', fault: 'FAULT', skipped: '–' };

/** The findings as lines for people; what is to be done stands below. */
export function findingLines(found: readonly Checked[]): string[] {
  const width = Math.max(...found.map(({ title }) => title.length));
  const lines = found.flatMap(({ state, title, found: what, fix }) => [
    `  ${WORDS[state].padEnd(8)} ${title.padEnd(width)}  ${harmless(what)}`,
    ...(fix === undefined ? [] : [`${' '.repeat(12 + width)} → ${harmless(fix)}`]),
  ]);
  return [...lines, '', `  ${tally(found)}`];
}

function tally(found: readonly Checked[]): string {
  const count = (state: State) => found.filter((one) => one.state === state).length;
  const faults = count('fault');
  const parts = [
    `${count('ok')} in order`,
    `${count('warning')} ${count('warning') === 1 ? 'warning' : 'warnings'}`,
    `${faults} ${faults === 1 ? 'fault' : 'faults'}`,
    `${count('skipped')} not looked at`,
  ];
  return `${parts.join(', ')}.`;
}
