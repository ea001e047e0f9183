import type { Report } from '../../../../shared/api.ts';
import type { Retention } from '../../../../shared/erasure.ts';
import { useApp } from '../../app-context.ts';
import { isOurs } from '../../catalogue.ts';
import type { Format } from '../../format.ts';
import { personalColumns } from '../../personal-columns.ts';
import { words } from '../../words.ts';
import { ScheduleLine } from '../schedule/schedule-line.tsx';

/** When it is refreshed by itself, who may refresh it, and whose data is in it. */
export function WhoAndWhat({ report }: { report: Report }) {
  const { catalogue } = useApp();
  return (
    <section class="facts-list">
      <h2>{words.report.settings}</h2>
      {report.schedule ? <ScheduleLine report={report} /> : <p class="small">{words.report.byHand}</p>}
      <p class="small">
        <strong>{words.who.title}:</strong> {whoSays(report, isOurs(report, catalogue))}
      </p>
      <Guests report={report} />
    </section>
  );
}

function whoSays({ editors }: Report, isOwn: boolean): string {
  const { who } = words;
  if (isOwn) return who[editors];
  return editors === 'refresh' ? who.others : who.othersNot;
}

function Guests({ report }: { report: Report }) {
  const { catalogue, format } = useApp();
  const { guests, retention } = words;
  const titles = personalColumns(report, catalogue).map(({ title }) => title);
  if (report.clearedAt !== null) return <p class="small">{retention.clearedLine(format.day(report.clearedAt))}</p>;
  if (report.lastRun === null) return null;
  return (
    <p class="small">
      <strong>{guests.title}:</strong>{' '}
      {titles.length === 0 ? guests.none : `${guests.titles(titles.join(', '))} ${keptSays(report, format)}`}
    </p>
  );
}

function keptSays({ retention, retentionDue }: Report, format: Format): string {
  const { guests } = words;
  if (retentionDue !== null) return guests.due(format.day(retentionDue));
  return retention === null ? guests.kept : ruleSays(retention, format);
}

function ruleSays(retention: Retention, format: Format): string {
  const { guests } = words;
  return 'until' in retention
    ? guests.until(format.day(`${retention.until}T12:00:00Z`))
    : guests.after(format.count(retention.daysAfterEvent));
}
