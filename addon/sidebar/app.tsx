import { useEffect, useMemo, useState } from 'preact/hooks';
import { AppContext, type App as AppParts } from './app-context.ts';
import type { Route } from './route.ts';
import type { Report } from '../../shared/api.ts';
import type { Intent } from '../sheet-context.ts';
import { isLinked, type Catalogue } from './catalogue.ts';
import type { Services } from './services.ts';
import { useCatalogue } from './use-catalogue.ts';
import { AccountsView } from './views/accounts-view.tsx';
import { HomeView } from './views/home-view.tsx';
import { LinkView } from './views/link-view.tsx';
import { ReportForm } from './views/report-form.tsx';
import { ScheduleView } from './views/schedule/schedule-view.tsx';
import { SharingView } from './views/sharing/sharing-view.tsx';
import { TeamView } from './views/team/team-view.tsx';

type Props = { services: Services; catalogue: Catalogue; intent: Intent };

/** The sidebar once it knows where it is and what there is. */
export function App({ services, catalogue: first }: Props) {
  const [route, go] = useState<Route>(() => ({ view: isLinked(first.spreadsheet, Date.now()) ? 'home' : 'link' }));
  const state = useCatalogue(services, first);
  const app = useMemo<AppParts>(() => ({ ...services, ...state, go }), [services, state]);
  useEffect(() => scrollTo(0, 0), [route]);
  return (
    <AppContext.Provider value={app}>
      <View route={route} />
    </AppContext.Provider>
  );
}

function View({ route }: { route: Route }) {
  if (route.view === 'link') return <LinkView />;
  if (route.view === 'accounts') return <AccountsView />;
  if (route.view === 'schedule') return <ScheduleView key={scheduleVersion(route.report)} report={route.report} />;
  if (route.view === 'sharing') return <SharingView report={route.report} />;
  if (route.view === 'team') return <TeamView place={route.place} />;
  return route.view === 'form' ? <ReportForm editing={route.report} /> : <HomeView />;
}

const scheduleVersion = ({ schedule }: Report): number => schedule?.version ?? 0;
