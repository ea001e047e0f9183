/** Reads what Google Sheets, Excel and Numbers put on the clipboard: tabs between cells, quotes around cells with line breaks. */
export function parseTsv(text: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/y;
  const whole = text.replace(/(\r\n|\n|\r)$/, '');
  while (cell.lastIndex <= whole.length) {
    const match = cell.exec(whole);
    if (!match) break;
    const [, quoted, plain = '', end] = match;
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '') break;
    if (end !== '\t') rows.push([]);
  }
  return rows;
}
