import type { SpreadsheetCopy } from '../../../../shared/copies.ts';
import { words } from '../../words.ts';

/** The tabs that came along, each with what it is: a copy that nothing refreshes. */
export function CopiedTabs({ lists }: Pick<SpreadsheetCopy, 'lists'>) {
  return (
    <ul class="copied-tabs">
      {lists.map(({ reportId, tab }) => (
        <li key={reportId}>
          <span class="copied-tab">{tab}</span>
          <span class="copied-state">{words.copy.state}</span>
        </li>
      ))}
    </ul>
  );
}
