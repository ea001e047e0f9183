import type { CellStyle } from '../../wire.ts';

type Css = Record<string, string | number>;

const JUSTIFY = { left: 'flex-start', center: 'center', right: 'flex-end' } as const;
const ITEMS = { top: 'flex-start', middle: 'center', bottom: 'flex-end' } as const;

/** CSS of a cell's looks, positions apart. */
export function cssOf(style: CellStyle): Css {
  const decoration = [style.underline && 'underline', style.strikethrough && 'line-through'].filter(Boolean).join(' ');
  const rules: [string, string | number | undefined | false][] = [
    ['fontWeight', style.bold && 700],
    ['fontStyle', style.italic && 'italic'],
    ['textDecoration', decoration],
    ['color', inkOf(style)],
    ['background', style.background],
    ['justifyContent', style.align && JUSTIFY[style.align]],
    ['alignItems', style.vertical && ITEMS[style.vertical]],
    ['textAlign', style.align],
    ['whiteSpace', style.wrap && 'pre-wrap'],
    ['fontSize', style.fontSize && `${style.fontSize}pt`],
    ['fontFamily', style.fontFamily],
  ];
  return Object.fromEntries(rules.filter((rule): rule is [string, string | number] => Boolean(rule[1])));
}

/** What has a background of its own keeps dark letters on a dark page too. */
function inkOf({ color, background }: CellStyle): string | undefined {
  return color ?? (background && '#202124');
}
