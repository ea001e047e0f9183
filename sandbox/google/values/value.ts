/** Kinds of errors a cell can hold, in the API's words, with the text the grid shows. */
export const errorTexts = {
  ERROR: '#ERROR!',
  NULL_VALUE: '#NULL!',
  DIVIDE_BY_ZERO: '#DIV/0!',
  VALUE: '#VALUE!',
  REF: '#REF!',
  NAME: '#NAME?',
  NUM: '#NUM!',
  N_A: '#N/A',
} as const;

/** The API's `ErrorType`. */
export type ErrorType = keyof typeof errorTexts;

/** The API's `ErrorValue`; `message` is what the grid says about it. */
export type ErrorValue = { readonly type: ErrorType; readonly message?: string };

/** What a cell computes to. Dates are numbers: days since 1899-12-30. An empty cell is `undefined`. */
export type CellValue = number | string | boolean | ErrorValue;

/** The API's `ExtendedValue` of a cell's own content. */
export type ExtendedValue =
  { numberValue: number } | { stringValue: string } | { boolValue: boolean } | { formulaValue: string };

/** The API's `NumberFormat`. */
export type NumberFormat = { type: NumberFormatType; pattern?: string };

export type NumberFormatType =
  | 'NUMBER_FORMAT_TYPE_UNSPECIFIED'
  | 'TEXT'
  | 'NUMBER'
  | 'PERCENT'
  | 'CURRENCY'
  | 'DATE'
  | 'TIME'
  | 'DATE_TIME'
  | 'SCIENTIFIC';

/** Whether a value is an error. */
export function isError(value: unknown): value is ErrorValue {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function isErrorType(type: string): type is ErrorType {
  return type in errorTexts;
}

/** `#REF!` -> `REF`. */
export function errorTypeOf(text: string): ErrorType | undefined {
  return Object.keys(errorTexts)
    .filter(isErrorType)
    .find((type) => errorTexts[type] === text.toUpperCase());
}
