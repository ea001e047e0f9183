import { useRef } from 'preact/hooks';
import type { Report } from '../../../../shared/api.ts';
import { useApp } from '../../app-context.ts';
import { mayRefresh } from '../../catalogue.ts';
import { isOver } from '../../run-stream.ts';
import { troubleOf } from '../../trouble.ts';
import { useNow } from '../../use-now.ts';
import { words } from '../../words.ts';
import { RefreshAll } from './refresh-all.tsx';
import { ReportEntry } from './report-entry.tsx';

/** Browsers open six connections to one place; three stay free for everything else. */
const STREAMS = 3;

/** An entry for each report, those somebody should look at first. */
export function ReportList() {
  const { catalogue, format } = useApp();
  const now = useNow(15_000);
  const { reports } = catalogue;
  const troubles = new Map(reports.map((report) => [report.id, troubleOf(report, catalogue, now, format)]));
  const isTroubled = ({ id }: Report): boolean => typeof troubles.get(id) === 'string';
  const ordered = useOrder(reports, isTroubled);
  const going = reports.filter(isGoing);
  const streaming = new Set(going.slice(0, STREAMS));
  const troubled = reports.filter(isTroubled).length;
  return (
    <>
      {reports.length > 1 && (
        <div class="list-line">
          <Counts all={reports.length} going={going.length} troubled={troubled} />
          <RefreshAll />
        </div>
      )}
      <LeftOut />
      <ul class="entries">
        {ordered.map((report) => (
          <ReportEntry
            key={report.id}
            report={report}
            trouble={troubles.get(report.id) ?? null}
            polling={!streaming.has(report)}
          />
        ))}
      </ul>
    </>
  );
}

const isGoing = ({ lastRun }: Report): boolean => lastRun !== null && !isOver(lastRun);

/** A report moves up when something is wrong with it, but not down again while somebody looks: nothing runs away from under the mouse. */
function useOrder(reports: readonly Report[], isTroubled: (report: Report) => boolean): Report[] {
  const troubled = useRef(new Set<string>());
  for (const report of reports) if (isTroubled(report)) troubled.current.add(report.id);
  const isFirst = ({ id }: Report): boolean => troubled.current.has(id);
  return [...reports.filter(isFirst), ...reports.filter((report) => !isFirst(report))];
}

type CountsProps = { all: number; going: number; troubled: number };

function Counts({ all, going, troubled }: CountsProps) {
  const { count } = useApp().format;
  const { home } = words;
  if (going + troubled === 0) return <p class="small">{home.reports(count(all))}</p>;
  const parts = [
    ...(going > 0 ? [home.going(count(going))] : []),
    ...(troubled > 0 ? [home.look(count(troubled))] : []),
  ];
  return <p class="small">{parts.join(' · ')}</p>;
}

/** Said where somebody can have all but some refreshed. */
function LeftOut() {
  const { catalogue, format } = useApp();
  const others = catalogue.reports.filter((report) => !mayRefresh(report, catalogue));
  if (others.length === 0) return null;
  const names = others.map(({ destination, name }) => destination?.tab ?? name).join(', ');
  return <p class="small">{words.home.leftOut(format.count(others.length), names)}</p>;
}
