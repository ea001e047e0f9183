import { format, isValidFormat } from 'numfmt';
import { type Locale, localeOf } from './locale.ts';
import { type CellValue, errorTexts, isError, type NumberFormat } from './value.ts';

const significantDigits = 10;

/** Removes the zeros that a fixed number of digits leaves at the end. */
function trimmed(digits: string): string {
  return digits.includes('.') ? digits.replace(/\.?0+(?=e|$)/i, '') : digits;
}

function exponential(value: number): string {
  const [mantissa = '', exponent = ''] = value.toExponential(5).split('e');
  const power = Number(exponent);
  return `${trimmed(mantissa)}E${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

/** A number in a cell without a format: ten significant digits, integers up to fifteen, then powers of ten. */
export function automaticNumber(value: number, decimal = '.'): string {
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size >= 1e15 || size < 1e-9) return exponential(value);
  if (Number.isInteger(value)) return String(value);
  const whole = Math.floor(size) === 0 ? 0 : String(Math.floor(size)).length;
  if (whole >= significantDigits) return String(Math.round(value));
  const leadingZeros = whole === 0 ? Math.max(0, -Math.floor(Math.log10(size)) - 1) : 0;
  return trimmed(value.toFixed(significantDigits - whole + leadingZeros)).replace('.', decimal);
}

/** The pattern a format stands for when it names only its type. */
function patternOf(numberFormat: NumberFormat, shortDate: string): string | undefined {
  if (numberFormat.pattern !== undefined && numberFormat.pattern !== '') return numberFormat.pattern;
  const defaults: Readonly<Record<NumberFormat['type'], string | undefined>> = {
    NUMBER_FORMAT_TYPE_UNSPECIFIED: undefined,
    TEXT: '@',
    NUMBER: '#,##0.00',
    PERCENT: '0.00%',
    CURRENCY: '"$"#,##0.00',
    DATE: shortDate,
    TIME: 'h:mm:ss am/pm',
    DATE_TIME: `${shortDate} h:mm:ss`,
    SCIENTIFIC: '0.00E+00',
  };
  return defaults[numberFormat.type];
}

function formatted(value: number | string, pattern: string, tag: string): string | undefined {
  if (!isValidFormat(pattern)) return undefined;
  return format(pattern, value, { locale: tag, leap1900: false, nbsp: false, throws: false, ignoreTimezone: true });
}

/** Whether Sheets accepts the pattern of a number format. */
export function isPattern(pattern: string): boolean {
  return isValidFormat(pattern);
}

function shownText(value: string, pattern: string | undefined, tag: string): string {
  return pattern?.includes('@') === true ? (formatted(value, pattern, tag) ?? value) : value;
}

function shownNumber(value: number, pattern: string | undefined, { tag, decimal }: Locale): string {
  const isAutomatic = pattern === undefined || pattern === '@' || /^general$/i.test(pattern);
  return (isAutomatic ? undefined : formatted(value, pattern, tag)) ?? automaticNumber(value, decimal);
}

/**
 * The text the grid shows for a value: `formattedValue` in the API.
 * Booleans are `TRUE` and `FALSE`, errors their sign, dates are days since 1899-12-30. `locale` such as `en_US`.
 */
export function display(value: CellValue, numberFormat?: NumberFormat, locale = 'en_US'): string {
  if (isError(value)) return errorTexts[value.type];
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  const conventions = localeOf(locale);
  const pattern = numberFormat && patternOf(numberFormat, conventions.shortDate);
  return typeof value === 'string'
    ? shownText(value, pattern, conventions.tag)
    : shownNumber(value, pattern, conventions);
}
