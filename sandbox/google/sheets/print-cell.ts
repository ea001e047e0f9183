import type { CellData, CellFormat, ExtendedValue, NumberFormat } from '../schema.generated.ts';
import { shownFormula } from '../values/formula.ts';
import { type CellValue, isError } from '../values/value.ts';
import type { Cell } from './cell.ts';
import { type Mask, wants } from './field-mask.ts';
import { effectiveFormat } from './format.ts';
import { shownText } from './evaluate.ts';

function extended(value: CellValue): ExtendedValue {
  if (isError(value)) return { errorValue: { type: value.type, message: value.message } };
  if (typeof value === 'number') return { numberValue: value };
  return typeof value === 'boolean' ? { boolValue: value } : { stringValue: value };
}

function entered(cell: Cell): ExtendedValue | undefined {
  if (cell.formula !== undefined) return { formulaValue: shownFormula(cell.formula) };
  return cell.value === undefined ? undefined : extended(cell.value);
}

function alignmentOf(value: CellValue | undefined): CellFormat['horizontalAlignment'] {
  if (value === undefined) return undefined;
  if (typeof value === 'number') return 'RIGHT';
  return typeof value === 'string' ? 'LEFT' : 'CENTER';
}

function linkOf(cell: Cell): string | undefined {
  const uri = cell.format?.textFormat?.link?.uri;
  return uri ?? /^=hyperlink\("([^"]+)"/i.exec(cell.formula ?? '')?.[1];
}

/** An empty text is shown as nothing at all. */
function shownValue(value: CellValue | undefined): CellValue | undefined {
  return value === '' ? undefined : value;
}

/** The cell as `CellData`; `value` is what it computes to. Only parts the mask wants are worked out. */
export function printCell(
  cell: Cell | undefined,
  value: CellValue | undefined,
  shownFormat: NumberFormat | undefined,
  mask: Mask,
  locale: string,
): CellData {
  if (!cell) return {};
  const shown = shownValue(value);
  const hasLook = wants(mask, 'effectiveFormat') && (value !== undefined || cell.format !== undefined);
  const hasText = shown !== undefined && wants(mask, 'formattedValue');
  return {
    userEnteredValue: entered(cell),
    effectiveValue: shown === undefined ? undefined : extended(shown),
    formattedValue: hasText ? shownText(shown, shownFormat, locale) : undefined,
    userEnteredFormat: cell.format,
    effectiveFormat: hasLook ? effectiveFormat(cell.format, alignmentOf(value)) : undefined,
    hyperlink: linkOf(cell),
    ...cell.extra,
  };
}
