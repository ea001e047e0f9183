import type { Report } from '../../shared/api.ts';
import type { Intent, SheetContext } from '../sheet-context.ts';
import { mayRefresh, type Catalogue } from './catalogue.ts';
import type { Route } from './route.ts';

/** Why the menu item's wish was not fulfilled. `no-report`: the tab in front is none; `may-not`: only another team refreshes it. */
export type Unmet = { why: 'no-report' | 'may-not' | 'nothing'; tab: string };

/** What a menu item comes to: what to show, which reports to refresh, and what is to be said. */
export type Intended = { route: Route; refresh: Report[]; unmet?: Unmet };

/** @param place where the sidebar was opened. */
export function intended(intent: Intent, place: SheetContext, catalogue: Catalogue): Intended {
  const { reports } = catalogue;
  if (intent === 'new-report') return { route: { view: 'form' }, refresh: [] };
  if (intent === 'refresh-tab') return ofTab(place, catalogue);
  const home: Intended = { route: { view: 'home' }, refresh: [] };
  if (intent === 'open') return home;
  const refresh = reports.filter((report) => mayRefresh(report, catalogue));
  return reports.length === 0 ? { ...home, unmet: { why: 'nothing', tab: place.tab } } : { ...home, refresh };
}

function ofTab(place: SheetContext, catalogue: Catalogue): Intended {
  const { tab } = place;
  const report = reportOfTab(catalogue.reports, place);
  if (!report) return { route: { view: 'home' }, refresh: [], unmet: { why: 'no-report', tab } };
  const route: Route = { view: 'report', report };
  if (!mayRefresh(report, catalogue)) return { route, refresh: [], unmet: { why: 'may-not', tab } };
  return { route, refresh: [report] };
}

/** The report that fills the tab in front: by the tab's id, or by its title where that is not known yet. */
export function reportOfTab(
  reports: readonly Report[],
  { sheetId, tab }: Pick<SheetContext, 'sheetId' | 'tab'>,
): Report | undefined {
  const isCalled = ({ lastRun, destination }: Report): boolean =>
    (lastRun?.sheetId ?? null) === null && destination?.tab.trim().toLowerCase() === tab.trim().toLowerCase();
  return reports.find(({ lastRun }) => lastRun?.sheetId === sheetId) ?? reports.find(isCalled);
}
