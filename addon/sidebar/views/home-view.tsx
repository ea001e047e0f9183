import { useApp } from '../app-context.ts';
import { words } from '../words.ts';
import { CopyBanner } from './copy/copy-banner.tsx';
import { EmptyHome } from './first-time/empty-home.tsx';
import { Header } from './header.tsx';
import { OutsideLine } from './home/outside-line.tsx';
import { ReportList } from './home/report-list.tsx';
import { UnmetNotice } from './home/unmet-notice.tsx';
import { VersionNotice } from './home/version-notice.tsx';
import { LostAccess } from './lost-access.tsx';
import { NavList } from './nav-list.tsx';
import { StatusTabChoice } from './status-tab-choice.tsx';
import { Welcome } from './team/welcome.tsx';

/** The reports of this spreadsheet. */
export function HomeView() {
  const { catalogue, go } = useApp();
  const { home } = words;
  return (
    <main class="view">
      <Header title={home.title} />
      <VersionNotice />
      <LostAccess />
      <UnmetNotice />
      <Welcome />
      <CopyBanner />
      {catalogue.reports.length === 0 ? <EmptyHome /> : <ReportList />}
      <button type="button" class="primary wide" onClick={() => go({ view: 'form' })}>
        {home.newReport}
      </button>
      <OutsideLine />
      <NavList
        label={home.more}
        items={[
          { id: 'accounts', title: home.accounts, onGo: () => go({ view: 'accounts' }) },
          { id: 'team', title: words.team.title, onGo: () => go({ view: 'team' }) },
        ]}
      />
      <StatusTabChoice />
    </main>
  );
}
