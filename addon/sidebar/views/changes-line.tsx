import { useState } from 'preact/hooks';
import type { Run } from '../../../shared/api.ts';
import type { RowChange, RunChanges } from '../../../shared/changes.ts';
import { useApp } from '../app-context.ts';
import { changeGroups, changesSentence, remarksOf, type ChangeGroup } from '../change-words.ts';
import { useTask } from '../use-task.ts';
import { words } from '../words.ts';
import { AppNotice } from './app-notice.tsx';

type Props = { run: Run; isListed: boolean };

/** What a refresh changed: how many rows, and when somebody looks which. `isListed`: whether which ones is known. */
export function ChangesLine({ run, isListed }: Props) {
  const { format } = useApp();
  if (!run.changes) return null;
  const { added, changed, removed } = run.changes;
  const sentence = changesSentence(run.changes, format);
  const remarks = remarksOf(run.changes, format);
  return (
    <>
      {isListed && added + changed + removed > 0 ? (
        <ChangedRows key={run.id} run={run} title={sentence} kinds={['removed', 'changed', 'added']} />
      ) : (
        <p class="small">{sentence}</p>
      )}
      {remarks.map((remark) => (
        <p key={remark} class="small">
          {remark}
        </p>
      ))}
    </>
  );
}

type RowsProps = { run: Run; title: string; kinds: readonly RowChange['kind'][] };

/** A line that unfolds into the rows it counts; they are asked for when somebody looks. */
export function ChangedRows({ run, title, kinds }: RowsProps) {
  const { api, format } = useApp();
  const [told, setTold] = useState<RunChanges>();
  const asking = useTask();
  const ask = (isOpen: boolean): void => {
    if (isOpen && !told) asking.start(async () => setTold(await api.runChanges(run.id)));
  };
  const groups = told ? changeGroups(told.changes, run.columns ?? [], kinds) : [];
  const { changes: text } = words;
  return (
    <details class="changes" onToggle={(event) => ask(event.currentTarget.open)}>
      <summary>{title}</summary>
      {asking.isBusy && <p class="small busy">{text.loading}</p>}
      <AppNotice problem={asking.problem} />
      {told && groups.length === 0 && <p class="small">{text.none}</p>}
      {groups.map((group) => (
        <Group key={group.kind} group={group} />
      ))}
      {told?.truncated && <p class="small">{text.first(format.count(told.changes.length))}</p>}
    </details>
  );
}

function Group({ group: { kind, lines, more } }: { group: ChangeGroup }) {
  const { count } = useApp().format;
  const { changes: text } = words;
  return (
    <>
      <h3>{text.kinds[kind]}</h3>
      <ul class="small dots">
        {lines.map((line, index) => (
          <li key={index}>{line}</li>
        ))}
      </ul>
      {more > 0 && <p class="small">{text.more(count(more))}</p>}
    </>
  );
}
