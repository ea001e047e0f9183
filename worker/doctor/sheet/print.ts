import { harmless } from '../../commands/conclude.ts';
import type { Tried } from './try-facts.ts';

/** One fact: whether it holds, and what was seen. */
export function triedLine({ outcome, sentence, seen }: Tried): string {
  return `  ${outcome.toUpperCase() === 'FALSE' ? 'FALSE' : outcome.padEnd(5)}  ${sentence}\n             ${harmless(seen)}`;
}

/** What is to be done about those that do not hold. */
export function closingLines(all: readonly Tried[]): string[] {
  const wrong = all.filter(({ outcome }) => outcome === 'false');
  const switches = Object.fromEntries(wrong.flatMap((one) => (one.switch === null ? [] : [[one.switch, false]])));
  const stuck = wrong.filter((one) => one.switch === null).map(({ id }) => id);
  const count = (outcome: Tried['outcome']) => all.filter((one) => one.outcome === outcome).length;
  return [
    `  ${count('true')} true, ${wrong.length} false, ${count('not tried')} not tried.`,
    ...(Object.keys(switches).length === 0
      ? []
      : [
          '',
          '  Set this and restart every worker; Willcall then takes another way:',
          '',
          `    GOOGLE_SHEETS_FACTS='${JSON.stringify(switches)}'`,
        ]),
    ...(stuck.length === 0 ? [] : ['', `  There is no other way yet for ${stuck.join(', ')}: tell us.`]),
  ];
}
