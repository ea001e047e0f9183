import { useApp } from '../app-context.ts';
import { useLinking } from '../use-linking.ts';
import { words } from '../words.ts';
import { LinkNotice } from './link-notice.tsx';

/** Told above the reports while Willcall cannot write into this spreadsheet, with the one button that mends it. */
export function LostAccess() {
  const { catalogue, format } = useApp();
  const linking = useLinking();
  const lost = catalogue.spreadsheet?.unshared;
  if (!lost) return null;
  const { lost: text } = words.access;
  return (
    <section class="notice" role="status">
      <p class="notice-title">{text.why[lost.why]}</p>
      <p>{text.next(format.moment(lost.since))}</p>
      <div class="actions">
        <button type="button" class="primary wide" aria-busy={linking.isBusy} onClick={() => linking.start(false)}>
          {linking.isBusy ? text.busy : text.button}
        </button>
      </div>
      <LinkNotice linking={linking} />
    </section>
  );
}
