import { z } from 'zod';
import { enumeration, enumHolder, HostObject, method } from '../host-object.ts';
import { SCOPES } from '../permissions.ts';
import { htmlOf } from './html-service.ts';

/** One line of the add-on's menu. */
export type MenuItem = { kind: 'item'; caption: string; functionName: string } | { kind: 'separator' };

/** What an execution asked the editor to show. */
export type UiState = {
  menu: MenuItem[] | undefined;
  sidebar: { title: string; html: string } | undefined;
  alerts: string[];
};

const NONE = z.tuple([]);
const SHOWS = { needs: 'screen', scopes: SCOPES.ui } as const;
const ADDS = { args: NONE, needs: 'menu' } as const;
const buttons = enumeration('Button', ['CLOSE', 'OK', 'CANCEL', 'YES', 'NO']);
const buttonSets = enumeration('ButtonSet', ['OK', 'OK_CANCEL', 'YES_NO', 'YES_NO_CANCEL']);

/** The editor's user interface; what is shown lands in `state`. Alerts answer OK at once. */
export function createUi(state: UiState): HostObject {
  const text = z.string();
  const set = z.instanceof(HostObject);
  const alertArgs = z.union([z.tuple([text]), z.tuple([text, set]), z.tuple([text, text, set])]);
  return new HostObject({
    name: 'Ui',
    methods: {
      createAddonMenu: method(ADDS, () => createMenu(state)),
      showSidebar: method({ ...SHOWS, args: z.tuple([set]) }, (output) => {
        state.sidebar = htmlOf(output);
        return null;
      }),
      alert: method({ needs: 'screen', args: alertArgs }, (...[first, second]) => {
        state.alerts.push(typeof second === 'string' ? `${first}\n${second}` : first);
        return buttons.OK;
      }),
    },
    constants: { Button: enumHolder('Button', buttons), ButtonSet: enumHolder('ButtonSet', buttonSets) },
  });
}

function createMenu(state: UiState): HostObject {
  const items: MenuItem[] = [];
  const menu: HostObject = new HostObject({
    name: 'Menu',
    methods: {
      addItem: method({ args: z.tuple([z.string(), z.string()]) }, (caption, functionName) => {
        items.push({ kind: 'item', caption, functionName });
        return menu;
      }),
      addSeparator: method({ args: NONE }, () => {
        items.push({ kind: 'separator' });
        return menu;
      }),
      addToUi: method(ADDS, () => {
        state.menu = [...items];
        return null;
      }),
    },
  });
  return menu;
}
