import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnIndex, parseBox } from '../../../../sandbox/google/values/a1.ts';
import {
  boxOf,
  type CellReference,
  circular,
  evaluateFormula,
  type FormulaContext,
  hyperlinkOf,
  inheritedFormat,
  printReference,
  references,
  rewriteReferences,
  shiftFormula,
  unsupportedIn,
} from '../../../../sandbox/google/values/formula.ts';
import type { CellValue } from '../../../../sandbox/google/values/value.ts';

const ledger: readonly (readonly (CellValue | undefined)[])[] = [
  ['Apple', 4, true, 46_292],
  ['Banana', 3, false, undefined],
  ['apple pie', undefined, undefined, { type: 'DIVIDE_BY_ZERO' }],
  ['007', 0.5, '12', undefined],
];

const context: FormulaContext = {
  cell(title, row, column) {
    if (title === "It's" && row === 0 && column === 0) return 'there';
    return title === undefined || title === 'Ledger' ? ledger[row]?.[column] : undefined;
  },
  size: (title) =>
    title === undefined || ['Ledger', "It's"].includes(title) ? { rows: 1000, columns: 26 } : undefined,
  namedRange: (name) => (name === 'Prices' ? { title: 'Ledger', box: parseBox('B1:B4') ?? {} } : undefined),
  row: 1,
  column: columnIndex('F'),
  now: 46_292.75,
};

const compute = (formula: string) => evaluateFormula(formula, context);

describe('a formula computes', () => {
  it.each<[string, CellValue | undefined]>([
    ['= 1 / 1024', 0.0009765625],
    ['=4/2', 2],
    ['=1+2*3^2-4', 15],
    ['=-2^2', 4],
    ['=2^3^2', 64],
    ['=(1+2)*3', 9],
    ['=50%+1', 1.5],
    ['="a"&1&TRUE', 'a1TRUE'],
    ['="say ""hi"""', 'say "hi"'],
    ['=1="1"', false],
    ['="A"="a"', true],
    ['=2>1', true],
    ['="a">5', true],
    ['="5"+1', 6],
    ['=B1+B4', 4.5],
    ['=B3+1', 1],
    ['=$B$1', 4],
    ['=E9', undefined],
    ['=Ledger!A1', 'Apple'],
    ["='It''s'!A1", 'there'],
    ['=B1:B4', 3],
    ['=SUM(B1:B4)', 7.5],
    ['=SUM(B1:B)', 7.5],
    ['=SUM(B:B, 1, TRUE, "2")', 11.5],
    ['=SUM(Prices)', 7.5],
    ['=SUM(A1:C1)', 4],
    ['=COUNT(A1:C4)', 3],
    ['=COUNTA(A1:D4)', 12],
    ['=COUNTBLANK(B1:B4)', 1],
    ['=COUNTIF(A1:A4,"apple*")', 2],
    ['=COUNTIF(B1:B4,">=3")', 2],
    ['=COUNTIF(A1:A4,7)', 0],
    ['=SUMIF(A1:A4,"b*",B1:B4)', 3],
    ['=SUMIFS(B1:B4,B1:B4,">1",A1:A4,"<>Banana")', 4],
    ['=AVERAGE(B1:B4)', 2.5],
    ['=MEDIAN(1,2,9,4)', 3],
    ['=MIN(B1:B4)', 0.5],
    ['=MAX(B1:B4,10)', 10],
    ['=MAX(A1:A2)', 0],
    ['=IF(B1>3,"many","few")', 'many'],
    ['=IF(FALSE,1/0)', false],
    ['=IFERROR(1/0,"none")', 'none'],
    ['=IFERROR(NOPE(),"none")', 'none'],
    ['=AND(C1,NOT(C2))', true],
    ['=IFS(B1<1,"a",TRUE,"b")', 'b'],
    ['=SWITCH(B2,3,"three","other")', 'three'],
    ['=ROUND(2.345,2)', 2.35],
    ['=ROUND(1.005,2)', 1.01],
    ['=ROUND(-2.5)', -3],
    ['=ROUND(1234,-2)', 1200],
    ['=ROUNDDOWN(2.99,1)', 2.9],
    ['=MOD(-1,3)', 2],
    ['=CONCATENATE(A1," ",B1)', 'Apple 4'],
    ['=TEXTJOIN(", ",TRUE,A1:B2)', 'Apple, 4, Banana, 3'],
    ['=LEFT("ticket",4)&MID("ticket",2,2)&RIGHT("ticket")', 'tickict'],
    ['=UPPER("é")&LEN("four")', 'É4'],
    ['=SUBSTITUTE("a-b-c","-","+",2)', 'a-b+c'],
    ['=TEXT(D1,"yyyy-mm-dd")', '2026-09-27'],
    ['=VALUE("$1,234.50")', 1234.5],
    ['=HYPERLINK("https://a.example","A")', 'A'],
    ['=TODAY()', 46_292],
    ['=NOW()', 46_292.75],
    ['=DATE(2026,9,27)', 46_292],
    ['=DATE(2026,13,1)', 46_388],
    ['=YEAR(D1)*100+MONTH(D1)', 202_609],
    ['=EOMONTH(D1,0)', 46_295],
    ['=WEEKDAY(D1)', 1],
    ['=HOUR(NOW())', 18],
    ['=VLOOKUP("Banana",A1:B4,2,FALSE)', 3],
    ['=MATCH("banana",A1:A4,0)', 2],
    ['=INDEX(A1:B4,2,1)', 'Banana'],
    ['=INDIRECT("Ledger!B"&1)', 4],
    ['=ROW()&COLUMN()', '26'],
    ['=ROWS(A1:B3)', 3],
    ['=SUM({1,2;3,4})', 10],
    ['=ISBLANK(B3)', true],
    ['=sum(b1 ; b2)', 7],
  ])('%s -> %j', (formula, expected) => {
    expect(compute(formula)).toEqual(expected);
  });

  it.each([
    ['=1/0', 'DIVIDE_BY_ZERO'],
    ['=D3+1', 'DIVIDE_BY_ZERO'],
    ['=SUM(D1:D4)', 'DIVIDE_BY_ZERO'],
    ['=AVERAGE(A1:A2)', 'DIVIDE_BY_ZERO'],
    ['=NOPE(1)', 'NAME'],
    ['=nothing', 'NAME'],
    ['=NoTab!A1', 'REF'],
    ['=#REF!+1', 'REF'],
    ['=Ledger!#REF!', 'REF'],
    ['="x"+1', 'VALUE'],
    ['=A1:B4', 'VALUE'],
    ['=SUM("x")', 'VALUE'],
    ['=VLOOKUP("Cherry",A1:B4,2,FALSE)', 'N_A'],
    ['=IF()', 'N_A'],
    ['=SQRT(-1)', 'NUM'],
    ['=+31 6', 'ERROR'],
    ['=1+', 'ERROR'],
    ['=SUM(1', 'ERROR'],
    ['="open', 'ERROR'],
    ['=)', 'ERROR'],
  ])('%s -> error %s', (formula, type) => {
    expect(compute(formula)).toMatchObject({ type });
  });

  it('or says what went wrong in Sheets’ words', () => {
    expect(compute('=1/0')).toEqual({ type: 'DIVIDE_BY_ZERO', message: 'Function DIVIDE parameter 2 cannot be zero.' });
    expect(compute('=NOPE(1)')).toEqual({ type: 'NAME', message: "Unknown function: 'NOPE'." });
    expect(compute('=NoTab!A1')).toEqual({ type: 'REF', message: "Unresolved sheet name 'NoTab'." });
  });

  it('to an error for a cell that depends on itself', () => {
    expect(evaluateFormula('=A1+1', { ...context, cell: () => circular })).toEqual(circular);
  });

  it('whatever is typed, without falling over', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'=A1B:!$(),;"\'+-*/^%&<>{}SUM IF#REF.'.split('')) }), (text) => {
        expect(() => compute(`=${text}`)).not.toThrow();
      }),
    );
  });
});

describe('references', () => {
  const formula = `=SUM($A$1:B2, 'It''s'!C:C) & Sheet1!D4 & "A1" & INDIRECT("A1") & LOG10(5)`;

  it('are found with their places', () => {
    const found = references(formula);
    expect(found.map(({ start, end }) => formula.slice(start, end))).toEqual(['$A$1:B2', "'It''s'!C:C", 'Sheet1!D4']);
    expect(found.map(({ title }) => title)).toEqual([undefined, "It's", 'Sheet1']);
    expect(found.map(boxOf)).toEqual([parseBox('A1:B2'), parseBox('C:C'), parseBox('D4')]);
  });

  it('follow a tab that is renamed', () => {
    const renamed = rewriteReferences(formula, (reference) =>
      reference.title === "It's" ? { ...reference, title: 'New name' } : reference,
    );
    expect(renamed).toBe(formula.replace("'It''s'!C:C", "'New name'!C:C"));
  });

  it('become #REF! when their cells are deleted', () => {
    const deleted = rewriteReferences('=A1+B2', (reference) => (reference.from.row === 0 ? undefined : reference));
    expect(deleted).toBe('=#REF!+B2');
  });

  it('move with a copied formula, but for the fixed parts', () => {
    expect(shiftFormula('=A1+$A1+A$1+$A$1+SUM(B:B,2:3)', 2, 1)).toBe('=B3+$A3+B$1+$A$1+SUM(C:C,4:5)');
    expect(shiftFormula('=A1', -1, 0)).toBe('=#REF!');
  });

  it('are read again as they are printed', () => {
    const corner = fc.record({
      column: fc.nat(700),
      row: fc.nat(99_999),
      fixedColumn: fc.boolean(),
      fixedRow: fc.boolean(),
    });
    const reference: fc.Arbitrary<CellReference> = fc.record(
      { title: fc.constantFrom('Sheet1', "It's", 'D3', '🌵 x'), from: corner, to: corner },
      { requiredKeys: ['from'] },
    );
    fc.assert(
      fc.property(reference, (one) => {
        const [found] = references(`=${printReference(one)}`);
        expect(found).toEqual({ ...one, start: 1, end: printReference(one).length + 1 });
      }),
    );
  });
});

describe('beyond the value', () => {
  it('a link is known', () => {
    expect(hyperlinkOf('=HYPERLINK("https://a.example/"&B1,"A")', context)).toBe('https://a.example/4');
    expect(hyperlinkOf('=A1', context)).toBeUndefined();
  });

  it('the format of a result comes from its function or its first operand', () => {
    const formatAt = ({ from }: CellReference) =>
      from.column === 3 ? { type: 'DATE' as const, pattern: 'd/m' } : undefined;
    const formats = ['=TODAY()', '=NOW()', '=D1+1', '=MAX(D1:D9)', '=B1', '=D1&"x"'].map((one) =>
      inheritedFormat(one, formatAt),
    );
    const date = { type: 'DATE', pattern: 'd/m' };
    expect(formats).toEqual([{ type: 'DATE' }, { type: 'DATE_TIME' }, date, date, undefined, undefined]);
  });

  it('what only Google computes is named', () => {
    expect(unsupportedIn('=QUERY(A:B,"select A")+FILTER(A:A,B:B)')).toEqual(['QUERY', 'FILTER']);
    expect(unsupportedIn('={1,2}')).toEqual(['an array as the result']);
    expect(unsupportedIn('=SUM(A1)+NOPE()')).toEqual([]);
  });
});

describe('a formula is read the same, however it is spaced', () => {
  it.each([
    ['=SUM(A1:B2)', '=SUM ( A1 : B2 )'],
    ['=Ledger!B1+2', '=  Ledger!B1  +  2'],
    ["='It''s'!A1&\"x\"", "='It''s'!A1  & \"x\""],
    ['=SUM(A:A)', '=SUM( A : A )'],
    ['=$B$1*10', '= $B$1 * 10'],
  ])('%s', (plain, spaced) => {
    expect(references(plain).map(printReference)).toEqual(references(spaced).map(printReference));
    expect(compute(plain)).toEqual(compute(spaced));
  });

  it.each(['=LOG10(100)', '=A1B+1', '=Prices1+1', '=B1.5', '=ABCD12', '=A0', '=1e3+1'])(
    'and finds no reference in %s',
    (formula) => {
      expect(references(formula)).toEqual([]);
    },
  );
});
