/** A tab's title as A1 notation wants it; quoted always, because a named range of the same name would come first. */
export function quoted(title: string): string {
  return `'${title.replaceAll("'", "''")}'`;
}

/** Letters of a column counted from 0: 0 is A, 26 is AA. */
export function columnLetters(index: number): string {
  const rest = index % 26;
  const letter = String.fromCharCode(65 + rest);
  return index < 26 ? letter : columnLetters((index - rest) / 26 - 1) + letter;
}

/** Box of cells counted from 0, ends excluded, such as `'Tickets'!A2:C10`. */
export function a1(title: string, rows: readonly [number, number], columns: readonly [number, number]): string {
  const from = `${columnLetters(columns[0])}${rows[0] + 1}`;
  return `${quoted(title)}!${from}:${columnLetters(columns[1] - 1)}${rows[1]}`;
}

/** First row and column of a range in A1 notation, counted from 0; a side that is left out begins at 0. */
export function cornerOf(range: string): { row: number; column: number } {
  const [, letters = '', digits = ''] = /(?:^|!)([A-Z]*)([0-9]*)(?::[A-Z]*[0-9]*)?$/.exec(range) ?? [];
  const column = letters.split('').reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return { row: Math.max(0, Number(digits) - 1), column: Math.max(0, column - 1) };
}
