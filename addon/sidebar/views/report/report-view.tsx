import type { Report } from '../../../../shared/api.ts';
import { useApp } from '../../app-context.ts';
import { words } from '../../words.ts';
import { Header } from '../header.tsx';
import { UnmetNotice } from '../home/unmet-notice.tsx';
import { VersionNotice } from '../home/version-notice.tsx';
import { LostAccess } from '../lost-access.tsx';
import { ReportSources } from '../report-sources.tsx';
import { PastRuns } from './past-runs.tsx';
import { ReportNow } from './report-now.tsx';
import { ReportPlaces } from './report-places.tsx';
import { RemoveReport } from './remove-report.tsx';
import { WhoAndWhat } from './who-and-what.tsx';

/** One report with all that can be known of it and done to it. @param report as it was when somebody went there. */
export function ReportView({ report: { id, name, destination } }: { report: Report }) {
  const { catalogue, go } = useApp();
  const report = catalogue.reports.find((one) => one.id === id);
  return (
    <main class="view">
      <Header title={report?.destination?.tab ?? destination?.tab ?? name} onBack={() => go({ view: 'home' })} />
      {report ? <Known report={report} /> : <Gone />}
    </main>
  );
}

function Known({ report }: { report: Report }) {
  return (
    <>
      <VersionNotice />
      <LostAccess />
      <UnmetNotice />
      <ReportSources report={report} />
      <ReportNow report={report} />
      <WhoAndWhat report={report} />
      <ReportPlaces report={report} />
      <PastRuns report={report} />
      <RemoveReport report={report} />
    </>
  );
}

function Gone() {
  const { go } = useApp();
  const { report: text } = words;
  return (
    <div class="notice" role="alert">
      <p class="notice-title">{text.gone}</p>
      <p>{text.goneNext}</p>
      <div class="actions">
        <button type="button" onClick={() => go({ view: 'home' })}>
          {text.toList}
        </button>
      </div>
    </div>
  );
}
