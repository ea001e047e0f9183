import type { Report } from '../../../shared/api.ts';
import type { Route } from '../route.ts';
import { AccountsView } from './accounts-view.tsx';
import { CopyView } from './copy/copy-view.tsx';
import { HomeView } from './home-view.tsx';
import { LinkView } from './link-view.tsx';
import { ReportView } from './report/report-view.tsx';
import { ReportForm } from './report-form.tsx';
import { ScheduleView } from './schedule/schedule-view.tsx';
import { SharingView } from './sharing/sharing-view.tsx';
import { TeamView } from './team/team-view.tsx';

/** What the sidebar shows at a place. */
export function View({ route }: { route: Route }) {
  switch (route.view) {
    case 'link':
      return <LinkView />;
    case 'accounts':
      return <AccountsView />;
    case 'report':
      return <ReportView key={route.report.id} report={route.report} />;
    case 'schedule':
      return <ScheduleView key={scheduleVersion(route.report)} report={route.report} />;
    case 'sharing':
      return <SharingView report={route.report} />;
    case 'team':
      return <TeamView place={route.place} />;
    case 'form':
      return <ReportForm editing={route.report} like={route.like} template={route.template} />;
    case 'copy':
      return <CopyView />;
    case 'home':
      return <HomeView />;
  }
}

const scheduleVersion = ({ schedule }: Report): number => schedule?.version ?? 0;
