import type { Run } from '../../../shared/api.ts';
import { useApp } from '../app-context.ts';
import { words } from '../words.ts';
import { ChangedRows } from './changes-line.tsx';

type Props = { run: Run; onUndo: () => void };

/** What a look for edited cells found, and the way to undo the edits; or that they were undone. */
export function EditsResult({ run, onUndo }: Props) {
  const { count } = useApp().format;
  const { edits: text } = words;
  const edited = run.changes?.edited ?? 0;
  const isUndone = run.repair === 'undo';
  if (edited === 0) return <p>{isUndone ? text.nothingToUndo : text.none}</p>;
  return (
    <>
      <ChangedRows
        key={run.id}
        run={run}
        title={isUndone ? text.undone(count(edited)) : text.found(count(edited))}
        kinds={['edited']}
      />
      {!isUndone && (
        <div class="actions">
          <button type="button" onClick={onUndo}>
            {text.undo}
          </button>
        </div>
      )}
    </>
  );
}
