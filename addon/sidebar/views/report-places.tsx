import type { Report } from '../../../shared/api.ts';
import { useApp } from '../app-context.ts';
import { words } from '../words.ts';

/** What can be set for one report besides what it brings in. */
export function ReportPlaces({ report }: { report: Report }) {
  const { go } = useApp();
  const { schedule, sharing } = words;
  const places = [
    { view: 'schedule', title: schedule.open, label: schedule.openOf(report.name) },
    { view: 'sharing', title: sharing.open, label: sharing.openOf(report.name) },
  ] as const;
  return (
    <>
      {places.map(({ view, title, label }) => (
        <button key={view} type="button" class="text" aria-label={label} onClick={() => go({ view, report })}>
          {title}
        </button>
      ))}
    </>
  );
}
