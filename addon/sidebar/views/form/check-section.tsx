import { useEffect, useRef } from 'preact/hooks';
import type { ReportForm } from '../../use-report-form.ts';
import { words } from '../../words.ts';
import { AppNotice } from '../app-notice.tsx';
import { CheckFacts } from '../check-facts.tsx';
import { Section } from '../section.tsx';

/** What a run takes and does; comes into sight when it is in the way of one that somebody asked for. */
export function CheckSection({ form: { draft, check } }: { form: ReportForm }) {
  const place = useRef<HTMLDivElement>(null);
  const { value, isOld, isBusy, problem, again, stops } = check;
  useEffect(() => {
    if (stops > 0) place.current?.scrollIntoView({ block: 'center' });
  }, [stops]);
  if (!value && !isBusy && !problem) return null;
  return (
    <Section title={words.check.title}>
      <div ref={place} class={isOld ? 'check-place old' : 'check-place'} aria-busy={isBusy}>
        {isBusy && (
          <p class="small busy" role="status">
            {words.check.busy}
          </p>
        )}
        {problem && (
          <>
            <AppNotice problem={problem} />
            <button type="button" onClick={again}>
              {words.tryAgain}
            </button>
          </>
        )}
        {value && !problem && <CheckFacts check={value} tab={draft.tab.trim()} />}
      </div>
    </Section>
  );
}
