import type { Look } from '../../editing/edit.ts';
import type { Command, CommandDesk } from './command.ts';

/** Colours one can choose from, as Google's own light ones; null takes the colour away. */
export const FILLS = [null, '#fce8b2', '#f4c7c3', '#b7e1cd', '#c9daf8', '#d9d2e9', '#efefef'] as const;
export const INKS = [null, '#b31412', '#b06000', '#137333', '#174ea6', '#681da8', '#5f6368'] as const;

export type Color = (typeof FILLS)[number] | (typeof INKS)[number];

const SWITCHES = [
  ['bold', 'Bold', 'Ctrl+B'],
  ['italic', 'Italic', 'Ctrl+I'],
  ['strikethrough', 'Strikethrough', 'Alt+Shift+5'],
] as const;

/** Sets the looks of what is selected. */
export function setLook({ editing, box }: CommandDesk, look: Look): void {
  editing.edit({ kind: 'look', box, look });
}

/** Bold or not, by what the active cell is now. */
export function toggleLook(desk: CommandDesk, name: 'bold' | 'italic' | 'strikethrough'): void {
  setLook(desk, { [name]: desk.cell.style[name] !== true });
}

/** The Format menu; colours are in the toolbar. */
export function formatCommands(desk: CommandDesk): Command[] {
  return [
    ...SWITCHES.map(([name, caption, keys]): Command => ({
      caption,
      keys,
      isChecked: desk.cell.style[name] === true,
      run: () => toggleLook(desk, name),
    })),
    'line',
    { caption: 'Clear formatting', keys: 'Ctrl+\\', run: () => desk.editing.edit({ kind: 'plain', box: desk.box }) },
  ];
}
