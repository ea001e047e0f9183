import type { Report } from '../../../../shared/api.ts';
import { useApp } from '../../app-context.ts';
import type { TimingKind } from '../../schedule-draft.ts';
import { useScheduleForm, type ScheduleForm } from '../../use-schedule-form.ts';
import { words } from '../../words.ts';
import { AppNotice } from '../app-notice.tsx';
import { Header } from '../header.tsx';
import { Mode } from '../mode.tsx';
import { Section } from '../section.tsx';
import { EventFields } from './event-fields.tsx';
import { OrdinaryFields } from './ordinary-fields.tsx';
import { RareFields } from './rare-fields.tsx';
import { ScheduleState } from './schedule-state.tsx';

const KINDS: readonly TimingKind[] = ['off', 'every', 'daily', 'weekly', 'event', 'code'];

/** When a report is refreshed without anybody asking. */
export function ScheduleView({ report }: { report: Report }) {
  const { go } = useApp();
  const form = useScheduleForm(report);
  const { schedule: text } = words;
  const { kind } = form.draft;
  const offered = KINDS.filter((one) => one !== 'code' || report.schedule?.timing.kind === 'cron');
  return (
    <main class="view form">
      <Header title={text.title} onBack={() => go({ view: 'home' })} />
      <p class="small">{report.name}</p>
      {report.schedule && <ScheduleState report={report} schedule={report.schedule} />}
      <div role="radiogroup" aria-label={text.title} class="modes top">
        {offered.map((one) => (
          <Mode
            key={one}
            name="timing"
            {...text.kinds[one]}
            isChosen={kind === one}
            onChoose={() => form.change({ kind: one })}
          />
        ))}
      </div>
      {kind !== 'off' && (
        <Section title={text.kinds[kind].title}>
          {kind === 'event' ? <EventFields form={form} /> : <OrdinaryFields form={form} kind={kind} />}
          <p class="small">{text.zone(form.draft.timeZone)}</p>
          <RareFields form={form} />
        </Section>
      )}
      <Footer form={form} />
    </main>
  );
}

function Footer({ form: { saving, save } }: { form: ScheduleForm }) {
  return (
    <footer class="footer">
      <AppNotice problem={saving.problem} />
      <button type="button" class="primary wide" aria-busy={saving.isBusy} onClick={save}>
        {saving.isBusy ? words.saving : words.save}
      </button>
    </footer>
  );
}
