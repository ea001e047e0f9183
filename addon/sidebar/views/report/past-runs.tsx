import { useState } from 'preact/hooks';
import type { Report, Run } from '../../../../shared/api.ts';
import { useApp } from '../../app-context.ts';
import { pastRunOf } from '../../past-run.ts';
import { isOver } from '../../run-stream.ts';
import { useLoaded } from '../../use-loaded.ts';
import { useNow } from '../../use-now.ts';
import { words } from '../../words.ts';
import { Loading } from '../loading.tsx';

/** Shown at first; the others when somebody wants them. */
const FIRST = 5;

/** The last refreshes of a report, newest first; read anew when another one ended. */
export function PastRuns({ report }: { report: Report }) {
  const { api } = useApp();
  const { id, lastRun } = report;
  const ended = lastRun === null ? '' : `${lastRun.id} ${isOver(lastRun)}`;
  const past = useLoaded(() => api.runs(id), ended);
  return (
    <section class="past">
      <h2>{words.past.title}</h2>
      <Loading of={past}>{(runs) => <Lines runs={runs.filter(isOver)} />}</Loading>
    </section>
  );
}

function Lines({ runs }: { runs: readonly Run[] }) {
  const { count } = useApp().format;
  const [isAll, setAll] = useState(false);
  const shown = isAll ? runs : runs.slice(0, FIRST);
  if (runs.length === 0) return <p class="small">{words.past.none}</p>;
  return (
    <>
      <ul class="past-runs">
        {shown.map((run) => (
          <Line key={run.id} run={run} />
        ))}
      </ul>
      {shown.length < runs.length && (
        <button type="button" class="text start" onClick={() => setAll(true)}>
          {words.past.all(count(runs.length))}
        </button>
      )}
    </>
  );
}

function Line({ run }: { run: Run }) {
  const { format } = useApp();
  const { tone, when, outcome, remark } = pastRunOf(run, useNow(60_000), format);
  return (
    <li>
      <p class={`state ${tone}`}>
        {when} · {outcome}
      </p>
      {remark !== '' && <p class="small">{remark}</p>}
    </li>
  );
}
