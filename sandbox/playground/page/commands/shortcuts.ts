import { toggleLook } from './format-commands.ts';
import type { CommandDesk } from './command.ts';

type Keys = Record<string, (desk: CommandDesk) => void>;

const WITH_CONTROL: Keys = {
  z: ({ editing }) => editing.undo(),
  b: (desk) => toggleLook(desk, 'bold'),
  i: (desk) => toggleLook(desk, 'italic'),
  '\\': ({ editing, box }) => editing.edit({ kind: 'plain', box }),
};

const WITH_SHIFT: Keys = {
  F2: ({ ask }) => ask({ kind: 'note' }),
  F11: ({ editing }) => editing.edit({ kind: 'add-tab' }),
};

const WITH_ALT_AND_SHIFT: Keys = { Digit5: (desk) => toggleLook(desk, 'strikethrough') };

/** Does what a key press asks for; whether it was one of these. */
export function shortcut(desk: CommandDesk, press: KeyboardEvent): boolean {
  const run = desk.canEdit ? commandOf(press) : undefined;
  run?.(desk);
  return run !== undefined;
}

function commandOf({ key, ctrlKey, metaKey, shiftKey, altKey, code }: KeyboardEvent) {
  if (ctrlKey || metaKey) return WITH_CONTROL[key];
  if (!shiftKey) return undefined;
  return altKey ? WITH_ALT_AND_SHIFT[code] : WITH_SHIFT[key];
}
