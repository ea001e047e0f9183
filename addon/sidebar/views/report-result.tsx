import type { Certificate, Report, Run, SourceResult } from '../../../shared/api.ts';
import { useApp } from '../app-context.ts';
import { completenessOf } from '../completeness.ts';
import { staleSourceSentence, systemOf } from '../staleness.ts';
import { useNow } from '../use-now.ts';
import { told } from '../told.ts';
import { words } from '../words.ts';
import { ChangesLine } from './changes-line.tsx';
import { EditsResult } from './edits-result.tsx';

type Props = { report: Report; onUndo: () => void };

/** What the last run of a report that is not running did, and said about completeness. */
export function ReportResult({ report, onUndo }: Props) {
  const { lastRun, writeMode } = report;
  const done = lastRun?.status === 'done' ? lastRun : null;
  return (
    <>
      {done?.repair && <EditsResult run={done} onUndo={onUndo} />}
      {/* a look for edits wrote nothing */}
      {done && done.repair !== 'list' && <Written run={done} report={report} isListed={writeMode === 'sync'} />}
    </>
  );
}

type WrittenProps = { run: Run; report: Report; isListed: boolean };

function Written({ run, report, isListed }: WrittenProps) {
  return (
    <>
      <ChangesLine run={run} isListed={isListed} />
      {run.certificate && <Certificates report={report} certificate={run.certificate} />}
    </>
  );
}

function Certificates({ report, certificate }: { report: Report; certificate: Certificate }) {
  return (
    <>
      {certificate.sources.length > 1 ? (
        <SourceLines report={report} sources={certificate.sources} />
      ) : (
        <Completeness report={report} certificate={certificate} />
      )}
      {certificate.notes.length > 0 && (
        <details>
          <summary>{words.report.details}</summary>
          <ul class="small">
            {certificate.notes.map((note) => (
              <li key={note}>{told(note)}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

type CompletenessProps = { report: Report; certificate: Parameters<typeof completenessOf>[0] };

function Completeness({ report, certificate }: CompletenessProps) {
  return <p class="small">{completenessOf(certificate, report.dataset, useApp().format)}</p>;
}

/** A line for each account; one that could not be read says since when its rows are as they are. */
function SourceLines({ report, sources }: { report: Report; sources: readonly SourceResult[] }) {
  const { format, catalogue } = useApp();
  const now = useNow(60_000);
  const sentenceOf = (source: SourceResult): string => {
    const system = systemOf(source.provider, catalogue);
    if (source.status === 'stale') return staleSourceSentence(source, system, now, format);
    return source.certificate ? completenessOf(source.certificate, report.dataset, format) : '';
  };
  return (
    <ul class="small sources">
      {sources.map((source, index) => (
        <li key={index} class={source.status}>
          <strong>{source.account}</strong>: {sentenceOf(source)}
        </li>
      ))}
    </ul>
  );
}
