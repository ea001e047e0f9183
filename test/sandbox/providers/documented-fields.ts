export type DocumentedField = { readonly name: string; readonly type: string };

/** The cells of every table row under a heading of any level. */
export function rowsUnder(document: string, heading: string): string[][] {
  const section = new RegExp(`\\n#+ ${heading}\\n([^]*?)(\\n#|$)`).exec(document)?.[1] ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('|') && !/^\| -+/.test(line));
  return lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** The fields a provider's document lists under a heading: name and type are the first two columns. */
export function fieldsUnder(document: string, heading: string): DocumentedField[] {
  return rowsUnder(document, heading)
    .filter(([name]) => name !== 'field')
    .map(([name = '', type = '']) => ({ name, type }));
}

/** An answer's members by the names a document gives them: `seating.row` where the document lists members of `seating`. */
export function flatRow(row: Readonly<Record<string, unknown>>, documented: readonly string[], before = '') {
  const flat: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(row)) {
    if (key.startsWith('_')) continue;
    const name = before + key;
    flat[name] = value;
    const isOpened = documented.some((other) => other.startsWith(`${name}.`));
    if (isOpened && isObject(value)) Object.assign(flat, flatRow(value, documented, `${name}.`));
  }
  return flat;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
