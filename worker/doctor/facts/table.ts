import type { Fact } from './fact.ts';

const cell = (text: string) => text.replaceAll('|', String.raw`\|`);

/** The facts as a table for the documents. */
export function factTable(facts: readonly Fact[]): string {
  const row = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  const rows = facts.map(({ id, sentence, mark, how, usedIn, switch: name }) =>
    row([
      `\`${id}\``,
      sentence,
      mark,
      how,
      usedIn.map((file) => `\`${file.replace(/^worker\//, '')}\``).join(', '),
      name === undefined ? 'none yet: tell us' : `\`{"${name}": false}\``,
    ]),
  );
  const titles = ['fact', 'what we rely on', 'how sure', 'how it is tried', 'where (in worker/)', 'switch when false'];
  return [row(titles), row(titles.map(() => '---')), ...rows].join('\n');
}
