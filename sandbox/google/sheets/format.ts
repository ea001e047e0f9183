/** Cell formats as stored and as they take effect. */
import { invalid } from '../api-error.ts';
import type { Border, Borders, CellFormat, NumberFormat, TextFormat } from '../schema.generated.ts';
import { paintOf } from './color.ts';

const white = { red: 1, green: 1, blue: 1 };

/** `properties.defaultFormat` of a new spreadsheet. */
export const defaultFormat = {
  backgroundColor: white,
  padding: { top: 2, right: 3, bottom: 2, left: 3 },
  verticalAlignment: 'BOTTOM',
  wrapStrategy: 'OVERFLOW_CELL',
  textFormat: {
    foregroundColor: {},
    fontFamily: 'arial,sans,sans-serif',
    fontSize: 10,
    bold: false,
    italic: false,
    strikethrough: false,
    underline: false,
    foregroundColorStyle: { rgbColor: {} },
  },
  backgroundColorStyle: { rgbColor: white },
} as const satisfies CellFormat;

const borderWidths: Readonly<Record<string, number>> = {
  DOTTED: 1,
  DASHED: 1,
  SOLID: 1,
  SOLID_MEDIUM: 2,
  SOLID_THICK: 3,
  DOUBLE: 3,
};

/** A border as stored; `undefined` for none. */
export function normalBorder(border: Border | undefined): Border | undefined {
  if (!border || border.style === undefined || border.style === 'NONE' || border.style === 'STYLE_UNSPECIFIED')
    return undefined;
  const paint = paintOf(border.color, border.colorStyle) ?? paintOf({}, undefined);
  return { style: border.style, width: borderWidths[border.style], color: paint?.color, colorStyle: paint?.style };
}

function normalBorders(borders: Borders | undefined): Borders | undefined {
  if (!borders) return undefined;
  const { top, bottom, left, right } = borders;
  return compact({
    top: normalBorder(top),
    bottom: normalBorder(bottom),
    left: normalBorder(left),
    right: normalBorder(right),
  });
}

function normalText(text: TextFormat | undefined): TextFormat | undefined {
  if (!text) return undefined;
  const paint = paintOf(text.foregroundColor, text.foregroundColorStyle);
  const { foregroundColor: _, foregroundColorStyle: __, ...rest } = text;
  return compact({ ...rest, foregroundColor: paint?.color, foregroundColorStyle: paint?.style });
}

const patterns: Readonly<Record<string, string>> = {
  NUMBER: '#,##0.00',
  PERCENT: '0.00%',
  CURRENCY: '"$"#,##0.00',
  DATE: 'M/d/yyyy',
  TIME: 'h:mm:ss am/pm',
  DATE_TIME: 'M/d/yyyy H:mm:ss',
  SCIENTIFIC: '0.00E+00',
};

function normalNumber(format: NumberFormat | undefined): NumberFormat | undefined {
  if (!format) return undefined;
  if (format.type === undefined || format.type === 'NUMBER_FORMAT_TYPE_UNSPECIFIED') {
    throw invalid('numberFormat.type must be specified.');
  }
  return compact({ type: format.type, pattern: format.pattern === '' ? undefined : format.pattern });
}

/** The pattern a number format shows with when it names none. */
export function patternOf(format: NumberFormat): string | undefined {
  return format.pattern ?? patterns[format.type ?? ''];
}

/** The object without its absent fields; `undefined` when none is left. */
function compact<T extends object>(value: T): T | undefined {
  const present = Object.entries(value).filter(([, one]) => one !== undefined);
  if (present.length === 0) return undefined;
  return present.length === Object.keys(value).length
    ? value
    : Object.assign(Object.create(Object.prototype), Object.fromEntries(present));
}

const interned = new Map<string, CellFormat>();
const maxInterned = 10_000;

/** One object for equal formats: a million cells of one look cost one format. */
function intern(format: CellFormat): CellFormat {
  const key = JSON.stringify(format);
  const known = interned.get(key);
  if (known) return known;
  if (interned.size >= maxInterned) interned.clear();
  interned.set(key, format);
  return format;
}

/** A format as stored: colours in both forms, borders with widths. `undefined` when nothing is set. */
export function normalFormat(format: CellFormat | undefined): CellFormat | undefined {
  if (!format) return undefined;
  const background = paintOf(format.backgroundColor, format.backgroundColorStyle);
  const { backgroundColor: _, backgroundColorStyle: __, ...rest } = format;
  const normal = compact({
    ...rest,
    numberFormat: normalNumber(format.numberFormat),
    backgroundColor: background?.color,
    borders: normalBorders(format.borders),
    textFormat: normalText(format.textFormat),
    backgroundColorStyle: background?.style,
  });
  return normal && intern(normal);
}

/** The format with another number format; the rest stays. */
export function withNumberFormat(format: CellFormat | undefined, numberFormat: NumberFormat): CellFormat {
  return intern({ ...format, numberFormat });
}

/** The format in which the text is linked to an address. */
export function withLink(format: CellFormat | undefined, uri: string): CellFormat {
  return intern({ ...format, textFormat: { ...format?.textFormat, link: { uri } } });
}

/** What the cell looks like: its own format over the defaults. */
export function effectiveFormat(
  format: CellFormat | undefined,
  alignment: CellFormat['horizontalAlignment'],
): CellFormat {
  return {
    ...defaultFormat,
    horizontalAlignment: alignment,
    hyperlinkDisplayType: 'PLAIN_TEXT',
    ...format,
    textFormat: { ...defaultFormat.textFormat, fontFamily: 'Arial', ...format?.textFormat },
  };
}
