import type { Report } from '../../shared/api.ts';

/** The places behind "Team & sharing". */
export type TeamPlace = 'people' | 'messages' | 'links' | 'person' | 'codes' | 'history';

/** What the sidebar shows. `form`: a new report, one that is changed, or (`like`) a new one that begins as a copy of another. */
export type Route =
  | { view: 'home' }
  | { view: 'link' }
  | { view: 'copy' }
  | { view: 'accounts' }
  | { view: 'report'; report: Report }
  | { view: 'form'; report?: Report; like?: Report; template?: string }
  | { view: 'schedule'; report: Report }
  | { view: 'sharing'; report: Report }
  | { view: 'team'; place?: TeamPlace };

/** Where somebody is who goes on from one place to the next: who leaves a place of a report comes back to the report. */
export function after(before: Route, next: Route): Route {
  const isOfReport = before.view === 'schedule' || before.view === 'sharing' || before.view === 'form';
  if (!isOfReport || next.view !== 'home' || !before.report) return next;
  return { view: 'report', report: before.report };
}
