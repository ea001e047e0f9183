import { ScriptException } from '../../apps-script/script-exception.ts';
import type { StageSet, Trouble } from './stage.ts';

/** What stands between the sidebar and its scripts. */
export type ScriptTroubles = {
  /** @throws ScriptException with Google's text while the browser's accounts are mixed up. */
  beforeCall(): void;
};

/**
 * What Google answers a sidebar in a browser that is signed in to several accounts.
 * @see https://issuetracker.google.com/issues/69270374
 */
const MIXED_UP = {
  storage: "We're sorry, a server error occurred while reading from storage. Error code PERMISSION_DENIED.",
  authorization: 'Authorization is required to perform that action.',
} as const;

/** Whether the worker can be reached from the sidebar. */
export type WorkerGate = { isOpen: () => boolean; setOpen: (isOpen: boolean) => void };

/** What goes wrong around the sidebar itself. */
export function addonSet(gate: WorkerGate | undefined): StageSet & ScriptTroubles {
  let text: string | undefined;
  const mixedUp = (id: keyof typeof MIXED_UP, detail: string): Trouble => ({
    id,
    label: id === 'storage' ? 'Two Google accounts' : 'Two Google accounts, other text',
    detail,
    isOn: () => text === MIXED_UP[id],
    set: (isOn) => void (text = isOn ? MIXED_UP[id] : undefined),
  });
  const away: Trouble[] = gate
    ? [
        {
          id: 'away',
          label: 'Willcall is away',
          detail: 'Its server does not answer the sidebar. Refreshes that run go on.',
          isOn: () => !gate.isOpen(),
          set: (isOn) => gate.setOpen(!isOn),
        },
      ]
    : [];
  return {
    id: 'addon',
    title: 'The sidebar',
    detail: 'In the browser of whoever looks',
    troubles: [
      ...away,
      mixedUp('storage', 'Scripts fail with PERMISSION_DENIED, as for people signed in to several accounts.'),
      mixedUp('authorization', 'Scripts fail with “Authorization is required”, the other text of the same fault.'),
    ],
    moments: [],
    beforeCall() {
      if (text !== undefined) throw new ScriptException(text);
    },
  };
}
