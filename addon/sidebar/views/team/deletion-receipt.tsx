import { useEffect, useRef } from 'preact/hooks';
import type { WorkspaceReceipt } from '../../../../shared/people.ts';
import { useApp } from '../../app-context.ts';
import { useTask } from '../../use-task.ts';
import { told } from '../../told.ts';
import { words } from '../../words.ts';
import { AppNotice } from '../app-notice.tsx';
import { CopyText } from '../copy-text.tsx';

/** What was deleted with a team. It is told this once, so it can be copied. */
export function DeletionReceipt({ receipt: { name, deletedAt, counts, notReached } }: { receipt: WorkspaceReceipt }) {
  const { format, reload, go } = useApp();
  const leaving = useTask();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  const { people: text } = words;
  const lines = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([table, count]) => `${text.counts[table] ?? table.replaceAll('_', ' ')}: ${format.count(count).text}`);
  const title = text.deleted(name, format.moment(deletedAt));
  const end = (): void =>
    leaving.start(async () => {
      await reload();
      go({ view: 'link' });
    });
  return (
    <div class="receipt" role="group" aria-label={text.receipt} tabIndex={-1} ref={place}>
      <CopyText
        text={[
          title,
          ...lines,
          ...(notReached.length > 0 ? [`${text.notReached}:`, ...notReached.map(told)] : []),
        ].join('\n')}
        label={text.copyReceipt}
        isLong
      />
      <AppNotice problem={leaving.problem} />
      <button type="button" onClick={end}>
        {words.close}
      </button>
    </div>
  );
}
