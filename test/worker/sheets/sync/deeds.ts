/** What people do in the browser, as the changes Google makes of it. Rows and columns are named as they see them: `F2`, row 3, column B. */
type Box = { startRowIndex: number; endRowIndex: number; startColumnIndex: number; endColumnIndex: number };

/** Column by its letter, counted from 0. */
export function columnAt(letter: string): number {
  return letter.toUpperCase().charCodeAt(0) - 65;
}

/** A range such as `A2:E5`, or one cell. */
export function boxAt(range: string): Box {
  const [from = '', to = from] = range.split(':');
  return {
    startRowIndex: Number(from.slice(1)) - 1,
    endRowIndex: Number(to.slice(1)),
    startColumnIndex: columnAt(from),
    endColumnIndex: columnAt(to) + 1,
  };
}

function lines(sheetId: number, place: string | number, count: number) {
  const isRow = typeof place === 'number';
  const startIndex = isRow ? place - 1 : columnAt(place);
  return { sheetId, dimension: isRow ? 'ROWS' : 'COLUMNS', startIndex, endIndex: startIndex + count };
}

function entered(value: string | number | boolean): object {
  if (typeof value === 'number') return { numberValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  return value.startsWith('=') ? { formulaValue: value } : { stringValue: value };
}

const of = (sheetId: number, range: string) => ({ sheetId, ...boxAt(range) });

/** Deeds in one tab. */
export function deedsIn(sheetId: number) {
  const cells = (range: string, cell: object, fields: string) => ({
    repeatCell: { range: of(sheetId, range), cell, fields },
  });
  return {
    /** Text that begins with `=` is a formula, as it is when typed. */
    type: (range: string, value: string | number | boolean) =>
      cells(range, { userEnteredValue: entered(value) }, 'userEnteredValue'),
    clear: (range: string) => cells(range, {}, 'userEnteredValue'),
    comment: (range: string, note: string) => cells(range, { note }, 'note'),
    colour: (range: string) =>
      cells(range, { userEnteredFormat: { backgroundColor: { red: 1 } } }, 'userEnteredFormat.backgroundColor'),
    format: (range: string, type: string, pattern: string) =>
      cells(range, { userEnteredFormat: { numberFormat: { type, pattern } } }, 'userEnteredFormat.numberFormat'),
    choices: (range: string, ...values: string[]) => ({
      setDataValidation: {
        range: of(sheetId, range),
        rule: {
          condition: { type: 'ONE_OF_LIST', values: values.map((userEnteredValue) => ({ userEnteredValue })) },
          showCustomUi: true,
        },
      },
    }),
    insert: (place: string | number, count = 1) => ({ insertDimension: { range: lines(sheetId, place, count) } }),
    remove: (place: string | number, count = 1) => ({ deleteDimension: { range: lines(sheetId, place, count) } }),
    /** To before the row or column named second. */
    move: (place: string | number, to: string | number) => ({
      moveDimension: { source: lines(sheetId, place, 1), destinationIndex: lines(sheetId, to, 1).startIndex },
    }),
    hide: (place: string | number, count = 1) => ({
      updateDimensionProperties: {
        range: lines(sheetId, place, count),
        properties: { hiddenByUser: true },
        fields: 'hiddenByUser',
      },
    }),
    group: (place: string | number, count = 1) => ({ addDimensionGroup: { range: lines(sheetId, place, count) } }),
    sort: (range: string, ...columns: string[]) => ({
      sortRange: {
        range: of(sheetId, range),
        sortSpecs: columns.map((letter) => ({
          dimensionIndex: columnAt(letter),
          sortOrder: letter === letter.toLowerCase() ? 'ASCENDING' : 'DESCENDING',
        })),
      },
    }),
    merge: (range: string) => ({ mergeCells: { range: of(sheetId, range), mergeType: 'MERGE_ALL' } }),
    copy: (range: string, to: string, pasteType = 'PASTE_NORMAL') => ({
      copyPaste: { source: of(sheetId, range), destination: of(sheetId, to), pasteType },
    }),
    protect: (range: string | null, editors: object | null) => ({
      addProtectedRange: {
        protectedRange: {
          range: range === null ? { sheetId } : of(sheetId, range),
          ...(editors === null ? { warningOnly: true } : { warningOnly: false, editors }),
        },
      },
    }),
    filter: (range: string, column: string, hidden: string) => ({
      setBasicFilter: {
        filter: {
          range: of(sheetId, range),
          filterSpecs: [{ columnIndex: columnAt(column), filterCriteria: { hiddenValues: [hidden] } }],
        },
      },
    }),
    /** Title, frozen rows and the like; `fields` as in Google's field masks. */
    change: (properties: object, fields: string) => ({
      updateSheetProperties: { properties: { sheetId, ...properties }, fields },
    }),
    range: (range: string) => of(sheetId, range),
  };
}

export type Deeds = ReturnType<typeof deedsIn>;
