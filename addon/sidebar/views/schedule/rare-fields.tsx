import { useId } from 'preact/hooks';
import type { ScheduleForm } from '../../use-schedule-form.ts';
import { words } from '../../words.ts';
import { BareInput } from '../bare-input.tsx';

/** What few people change. */
export function RareFields({ form: { draft, change, errors } }: { form: ScheduleForm }) {
  const { schedule: text } = words;
  const isWrong = errors['stopDate'] !== undefined || errors['pauseAfter'] !== undefined;
  return (
    <details {...(isWrong && { open: true })}>
      <summary>{text.more}</summary>
      <div class="more">
        <div class="days">
          <BareInput
            type="date"
            title={text.start}
            value={draft.startDate}
            onValue={(startDate) => change({ startDate })}
          />
          <BareInput
            type="date"
            title={text.stop}
            value={draft.stopDate}
            error={errors['stopDate']}
            onValue={(stopDate) => change({ stopDate })}
          />
        </div>
        <ZoneSelect value={draft.timeZone} onValue={(timeZone) => change({ timeZone })} />
        <BareInput
          type="number"
          title={text.pauseAfter}
          value={draft.pauseAfter}
          help={text.pauseHelp}
          error={errors['pauseAfter']}
          onValue={(value) => change({ pauseAfter: value === '' ? NaN : Number(value) })}
        />
      </div>
    </details>
  );
}

function ZoneSelect({ value, onValue }: { value: string; onValue: (zone: string) => void }) {
  const id = useId();
  const zones = Intl.supportedValuesOf('timeZone');
  return (
    <div class="field">
      <label for={id}>{words.schedule.zoneField}</label>
      <select id={id} value={value} onChange={(event) => onValue(event.currentTarget.value)}>
        {[...new Set([value, ...zones])].map((zone) => (
          <option key={zone} value={zone}>
            {zone}
          </option>
        ))}
      </select>
    </div>
  );
}
