import { useApp } from '../../app-context.ts';
import { words } from '../../words.ts';

/** Why what the menu item wanted was not done, until somebody closes it. */
export function UnmetNotice() {
  const { unmet, onRead, catalogue } = useApp();
  if (!unmet) return null;
  const { intent: text } = words;
  const { why, tab } = unmet;
  return (
    <div class="offer" role="status">
      {why === 'no-report' && (
        <>
          <p>
            <strong>{text.noReport(tab)}</strong>
          </p>
          <p>{catalogue.reports.length === 0 ? text.noReportYet : text.noReportNext}</p>
        </>
      )}
      {why === 'may-not' && <p>{text.mayNot(tab)}</p>}
      {why === 'nothing' && <p>{text.nothing}</p>}
      <div class="actions flush">
        <button type="button" class="text" onClick={onRead}>
          {words.close}
        </button>
      </div>
    </div>
  );
}
