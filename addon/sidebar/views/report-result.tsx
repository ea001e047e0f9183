import type { Report } from '../../../shared/api.ts';
import { useApp } from '../app-context.ts';
import { completenessOf } from '../completeness.ts';
import { stateOf } from '../report-state.ts';
import { useNow } from '../use-now.ts';
import { words } from '../words.ts';

/** How a report that is not running stands, and what its last run said about completeness. */
export function ReportResult({ report }: { report: Report }) {
  const { format } = useApp();
  const state = stateOf(report.lastRun, useNow(15_000), format);
  const certificate = report.lastRun?.status === 'done' ? report.lastRun.certificate : null;
  return (
    <>
      <p class={`state ${state.tone}`} role="status">
        {state.text}
      </p>
      {certificate && <p class="small">{completenessOf(certificate, report.dataset, format)}</p>}
      {certificate && certificate.notes.length > 0 && (
        <details>
          <summary>{words.report.details}</summary>
          <ul class="small">
            {certificate.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
