import { useApp } from '../app-context.ts';
import { isOver } from '../run-stream.ts';
import { words } from '../words.ts';
import { Header } from './header.tsx';
import { LostAccess } from './lost-access.tsx';
import { NavList } from './nav-list.tsx';
import { ReportCard } from './report-card.tsx';
import { StatusTabChoice } from './status-tab-choice.tsx';
import { Welcome } from './team/welcome.tsx';

/** Browsers open six connections to one place; three stay free for everything else. */
const STREAMS = 3;

/** The reports of this spreadsheet. */
export function HomeView() {
  const { catalogue, go } = useApp();
  const { home } = words;
  const going = catalogue.reports.filter(({ lastRun }) => lastRun && !isOver(lastRun));
  const streaming = new Set(going.slice(0, STREAMS));
  return (
    <main class="view">
      <Header title={home.title} />
      <LostAccess />
      <Welcome />
      {catalogue.reports.length === 0 && <p class="empty">{home.empty}</p>}
      <ul class="cards">
        {catalogue.reports.map((report) => (
          <ReportCard key={report.id} report={report} polling={!streaming.has(report)} />
        ))}
      </ul>
      <button type="button" class="primary wide" onClick={() => go({ view: 'form' })}>
        {home.newReport}
      </button>
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
