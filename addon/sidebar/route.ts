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
