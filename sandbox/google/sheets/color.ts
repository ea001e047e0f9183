/** Colours: every colour is kept twice, plain and as a style, as the API prints both. */
import type { Color, ColorStyle } from '../schema.generated.ts';

export type Paint = { readonly color: Color; readonly style: ColorStyle };

/** The shortest decimal that is the same 32-bit float: the API stores colours as floats. */
export function float32(value: number): number {
  const rounded = Math.fround(value);
  for (let digits = 1; digits <= 9; digits++) {
    const candidate = Number(rounded.toPrecision(digits));
    if (Math.fround(candidate) === rounded) return candidate;
  }
  return rounded;
}

/** Google keeps eight bits of a channel: 0.5 comes back as 127/255. */
function channel(value: number | undefined): number | undefined {
  const bits = Math.ceil(Math.fround(Math.min(Math.max(value ?? 0, 0), 1)) * 255 - 0.5);
  return bits === 0 ? undefined : float32(bits / 255);
}

/** The colour as stored: zero channels and the alpha, which Sheets ignores, left out. */
export function normalColor(color: Color): Color {
  const { red, green, blue } = color;
  return withoutAbsent({ red: channel(red), green: channel(green), blue: channel(blue) });
}

function withoutAbsent(color: Color): Color {
  return Object.fromEntries(Object.entries(color).filter(([, value]) => value !== undefined));
}

const theme: readonly { readonly colorType: NonNullable<ColorStyle['themeColor']>; readonly rgb: Color }[] = [
  { colorType: 'TEXT', rgb: {} },
  { colorType: 'BACKGROUND', rgb: { red: 1, green: 1, blue: 1 } },
  { colorType: 'ACCENT1', rgb: { red: 0.25882354, green: 0.52156866, blue: 0.95686275 } },
  { colorType: 'ACCENT2', rgb: { red: 0.91764706, green: 0.2627451, blue: 0.20784314 } },
  { colorType: 'ACCENT3', rgb: { red: 0.9843137, green: 0.7372549, blue: 0.015686275 } },
  { colorType: 'ACCENT4', rgb: { red: 0.20392157, green: 0.65882355, blue: 0.3254902 } },
  { colorType: 'ACCENT5', rgb: { red: 1, green: 0.42745098, blue: 0.003921569 } },
  { colorType: 'ACCENT6', rgb: { red: 0.27450982, green: 0.7411765, blue: 0.7764706 } },
  { colorType: 'LINK', rgb: { red: 0.06666667, green: 0.33333334, blue: 0.8 } },
];

/** `spreadsheetTheme.themeColors` of a new spreadsheet. */
export const themeColors = theme.map(({ colorType, rgb }) => ({ colorType, color: { rgbColor: rgb } }));

/** Both forms of a colour; the style wins when both are given. `undefined` without a colour. */
export function paintOf(color: Color | undefined, style: ColorStyle | undefined): Paint | undefined {
  if (style?.themeColor !== undefined) {
    const found = theme.find((one) => one.colorType === style.themeColor);
    return { color: found?.rgb ?? {}, style: { themeColor: style.themeColor } };
  }
  const rgb = style?.rgbColor ?? color;
  if (!rgb) return undefined;
  const normal = normalColor(rgb);
  return { color: normal, style: { rgbColor: normal } };
}
