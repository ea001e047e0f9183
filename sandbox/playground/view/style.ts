import type { CellFormat, Color } from '../../google/schema.generated.ts';
import type { CellValue } from '../../google/values/value.ts';
import type { CellStyle } from '../wire.ts';

const ALIGN = { LEFT: 'left', CENTER: 'center', RIGHT: 'right' } as const;
const VERTICAL = { TOP: 'top', MIDDLE: 'middle', BOTTOM: 'bottom' } as const;
const LINK_COLOR = '#1155cc';

/** How a cell looks. Numbers stand right, booleans and errors in the middle, unless the format says otherwise. */
export function styleOf(format: CellFormat | undefined, value: CellValue | undefined): CellStyle {
  return present({ ...textStyle(format?.textFormat), ...boxStyle(format), align: alignOf(format, value) });
}

function textStyle(text: CellFormat['textFormat']): Loose {
  if (!text) return {};
  const link = text.link?.uri === undefined ? undefined : LINK_COLOR;
  return {
    bold: text.bold || undefined,
    italic: text.italic || undefined,
    underline: text.underline || link !== undefined || undefined,
    strikethrough: text.strikethrough || undefined,
    color: cssColor(text.foregroundColor) ?? link,
    fontSize: text.fontSize,
    fontFamily: text.fontFamily,
  };
}

function boxStyle(format: CellFormat | undefined): Loose {
  const vertical = format?.verticalAlignment;
  return {
    background: cssColor(format?.backgroundColor),
    wrap: format?.wrapStrategy === 'WRAP' || undefined,
    vertical: vertical && vertical !== 'VERTICAL_ALIGN_UNSPECIFIED' ? VERTICAL[vertical] : undefined,
  };
}

function alignOf(format: CellFormat | undefined, value: CellValue | undefined): CellStyle['align'] | undefined {
  const given = format?.horizontalAlignment;
  if (given && given !== 'HORIZONTAL_ALIGN_UNSPECIFIED') return ALIGN[given];
  if (typeof value === 'number') return 'right';
  return value === undefined || typeof value === 'string' ? undefined : 'center';
}

/** CSS of an API colour; absent channels are zero. */
export function cssColor(color: Color | undefined): string | undefined {
  if (!color) return undefined;
  const channels = [color.red, color.green, color.blue].map((channel) => Math.round((channel ?? 0) * 255));
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

type Loose = { [Key in keyof CellStyle]?: CellStyle[Key] | undefined };

function present(style: Loose): CellStyle {
  return Object.fromEntries(Object.entries(style).filter(([, value]) => value !== undefined));
}
