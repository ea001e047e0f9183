import type { Report } from '../../../../shared/api.ts';
import { useApp } from '../../app-context.ts';
import { scheduleLine } from '../../schedule-says.ts';
import { useNow } from '../../use-now.ts';

/** On the card of a report: how it is refreshed by itself. Nothing for one that is not. */
export function ScheduleLine({ report: { schedule } }: { report: Report }) {
  const { format } = useApp();
  const now = useNow(30_000);
  if (!schedule) return null;
  const { text, tone } = scheduleLine(schedule, now, format);
  return (
    <p class={`small clock ${tone}`}>
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <circle cx="10" cy="10" r="7.5" />
        <path d="M10 5.8V10l2.8 1.8" />
      </svg>
      {text}
    </p>
  );
}
