import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Connection, Run } from '../../shared/api.ts';
import type { SheetContext } from '../sheet-context.ts';
import type { Catalogue } from './catalogue.ts';
import type { WorkerVersion } from './compatibility.ts';
import type { Format } from './format.ts';
import type { Google } from './google.ts';
import type { Outside } from './outside.ts';
import type { Route } from './route.ts';
import type { Refreshing } from './use-refreshing.ts';
import type { Unmet } from './intended.ts';
import type { WorkerApi } from './worker-api.ts';

/** What every view may use. */
export type App = {
  api: WorkerApi;
  google: Google;
  format: Format;
  place: SheetContext;
  /** Whether the worker's version goes together with this sidebar's: for useCompatibility. */
  version: WorkerVersion;
  catalogue: Catalogue;
  go: (route: Route) => void;
  /** Reads reports, accounts and the link anew. Rejects as the worker's calls do. */
  reload: () => Promise<Catalogue>;
  /** News of a run, from its stream or from an answer. */
  onRun: (run: Run) => void;
  /** News of a ticketing account that was added or changed. */
  onAccount: (account: Connection) => void;
  refreshing: Refreshing;
  /** Who outside can open this spreadsheet; undefined until somebody asked, null when Google does not tell. */
  outside: Outside | null | undefined;
  onOutside: (outside: Outside | null) => void;
  /** What the menu item wanted that could not be done, until somebody has read it. */
  unmet: Unmet | undefined;
  onRead: () => void;
};

export const AppContext = createContext<App | undefined>(undefined);

/** @throws Error outside of the app. */
export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error('There is no app around this view.');
  return app;
}
