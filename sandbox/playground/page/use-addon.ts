import { useEffect, useRef, useState } from 'preact/hooks';
import type { MenuView, RunView } from '../wire.ts';
import { chooseMenuItem, readMenu, runFunction, type Acting, type Viewer } from './api.ts';
import { messageOf } from './message-of.ts';

/** The sidebar on screen. */
export type SidebarView = { title: string; path: string };

/** The add-on as the editor shows it. */
export type Addon = {
  menu: readonly MenuView[];
  sidebar: SidebarView | undefined;
  /** A failed menu choice or an alert of the script. */
  message: string;
  dismiss: () => void;
  choose: (functionName: string) => void;
  /** google.script.run. */
  run: (name: string, args: unknown) => Promise<unknown>;
  closeSidebar: () => void;
};

/** Runs the add-on for one viewer. The sidebar opens by itself once, as a visitor would open it from the menu. */
export function useAddon(viewer: Viewer, acting: Acting, onActivate: (sheetId: number) => void): Addon {
  const [menu, setMenu] = useState<readonly MenuView[]>([]);
  const [sidebar, setSidebar] = useState<SidebarView>();
  const [message, setMessage] = useState('');
  const latest = useRef(acting);
  latest.current = acting;

  const show = (result: RunView): unknown => {
    if (result.sidebar) setSidebar(result.sidebar);
    if (result.activeSheetId !== undefined) onActivate(result.activeSheetId);
    if (result.alerts.length > 0) setMessage(result.alerts.join('\n'));
    return result.value;
  };
  const fail = (error: unknown): void => setMessage(messageOf(error));
  const choose = (functionName: string): void => {
    chooseMenuItem(viewer, latest.current, functionName).then(show, fail);
  };
  useEffect(() => {
    readMenu(viewer, latest.current).then((result) => {
      setMenu(result.menu ?? []);
      const opener = result.menu?.find((item) => item?.functionName === 'openSidebar');
      if (opener) choose(opener.functionName);
    }, fail);
  }, []);
  return {
    menu,
    sidebar,
    message,
    dismiss: () => setMessage(''),
    choose,
    run: async (name, args) => show(await runFunction(viewer, latest.current, name, args)),
    closeSidebar: () => setSidebar(undefined),
  };
}
