/** A field as a table of a provider's document names it; dots lead into objects. */
export type DocumentField = { readonly name: string; readonly type: string };

/** The rows of the table `field | type | …` under a heading. */
export function fieldsUnder(document: string, heading: string): DocumentField[] {
  const section = document.split(`### ${heading}\n`)[1]?.split('\n#')[0] ?? '';
  return section
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('\\', '').replaceAll('`', '')))
    .filter(([, name = '']) => /^[\w.]+$/.test(name) && name !== 'field')
    .map(([, name = '', type = '']) => ({ name, type }));
}

/** Names in a record that no row of the table covers. */
export function undocumented(record: object, fields: readonly DocumentField[], prefix = ''): string[] {
  return Object.entries(record).flatMap(([key, value]) => {
    const name = prefix + key;
    if (fields.some((field) => field.name === name)) return [];
    const isParent = fields.some((field) => field.name.startsWith(`${name}.`));
    if (!isParent) return [name];
    return typeof value === 'object' && value !== null ? undocumented(value, fields, `${name}.`) : [];
  });
}

/** What a record holds at a dotted name; `undefined` when it is missing. */
export function valueAt(record: unknown, name: string): unknown {
  return name.split('.').reduce<unknown>((value, key) => member(value, key), record);
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? new Map<string, unknown>(Object.entries(value)).get(key)
    : undefined;
}

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
