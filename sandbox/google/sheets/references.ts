/** References inside formula texts. Text in quotes is left alone. */
import { columnIndex, columnLetters, maxColumns } from '../values/a1.ts';

const token = /"(?:[^"]|"")*"|'(?:[^']|'')*'!?|(\$?)([A-Za-z]{1,3})(\$?)([1-9]\d*)(?![\w(])|[A-Za-z_][\w.]*/g;

function moved(fixed: string, index: number, by: number): number {
  return fixed === '$' ? index : index + by;
}

/** The formula as it reads when copied so many rows and columns further: relative references move, `$` ones stay. */
export function shiftedFormula(formula: string, rows: number, columns: number): string {
  if (rows === 0 && columns === 0) return formula;
  return formula.replace(token, (text: string, fixedColumn: string, letters: string, fixedRow: string, digits: string) => {
    if (letters === undefined || digits === undefined || columnIndex(letters) >= maxColumns) return text;
    const column = moved(fixedColumn, columnIndex(letters), columns);
    const row = moved(fixedRow, Number(digits), rows);
    return column < 0 || row < 1 ? '#REF!' : `${fixedColumn}${columnLetters(column)}${fixedRow}${row}`;
  });
}
