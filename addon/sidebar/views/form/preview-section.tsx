import type { ReportForm } from '../../use-report-form.ts';
import { words } from '../../words.ts';
import { AppNotice } from '../app-notice.tsx';
import { PreviewTable } from '../preview-table.tsx';
import { Section } from '../section.tsx';

/** The first rows, read without a click, in a frame of its own. */
export function PreviewSection({ form }: { form: ReportForm }) {
  const { value, isOld, isBusy } = form.preview;
  return (
    <Section title={words.steps.previewTitle}>
      <div class={isOld ? 'preview old' : 'preview'} aria-busy={isBusy}>
        {isBusy && (
          <p class="small busy" role="status">
            {words.form.previewing}
          </p>
        )}
        <Trouble form={form} />
        {value && <PreviewTable preview={value} />}
      </div>
    </Section>
  );
}

/** Why there are no rows to see, and the way out. */
function Trouble({ form: { preview, refusedIn, steps } }: { form: ReportForm }) {
  const { problem, again, isBusy, value } = preview;
  const { steps: text } = words;
  if (isBusy) return null;
  if (!problem) return value ? null : <p class="small">{text.previewWaits}</p>;
  const isElsewhere = refusedIn !== undefined && refusedIn !== 'where';
  return (
    <>
      <AppNotice problem={problem} />
      {isElsewhere ? (
        <button type="button" onClick={() => steps.correct(refusedIn)}>
          {text.correct(text.names[refusedIn])}
        </button>
      ) : (
        <button type="button" onClick={again}>
          {words.tryAgain}
        </button>
      )}
    </>
  );
}
