import type { Report } from '../../../shared/api.ts';
import { useApp } from '../app-context.ts';
import { words } from '../words.ts';

/** What can be set for one report besides what it brings in. */
export function ReportPlaces({ report }: { report: Report }) {
  const { go } = useApp();
  const { schedule } = words;
  return (
    <button
      type="button"
      class="text"
      aria-label={schedule.openOf(report.name)}
      onClick={() => go({ view: 'schedule', report })}
    >
      {schedule.open}
    </button>
  );
}
