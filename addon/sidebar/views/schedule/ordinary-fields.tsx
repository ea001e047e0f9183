import { WEEKDAYS, type OrdinaryKind } from '../../schedule-draft.ts';
import type { ScheduleForm } from '../../use-schedule-form.ts';
import { words } from '../../words.ts';
import { BareInput } from '../bare-input.tsx';
import { Intervals } from './intervals.tsx';

type Props = { form: ScheduleForm };

/** The questions of a schedule that does not depend on an event. */
export function OrdinaryFields({ form, kind }: Props & { kind: OrdinaryKind }) {
  const { draft, change, errors } = form;
  const { schedule: text } = words;
  if (kind === 'every') return <EveryFields form={form} />;
  if (kind === 'weekly') return <WeeklyFields form={form} />;
  if (kind === 'code') return <code>{draft.expression}</code>;
  return (
    <BareInput
      type="time"
      title={text.readyBy}
      value={draft.readyBy}
      error={errors['readyBy']}
      onValue={(readyBy) => change({ readyBy })}
    />
  );
}

function EveryFields({ form }: Props) {
  const { draft, change, errors } = form;
  const { schedule: text } = words;
  return (
    <>
      <Intervals form={form} of="every" />
      <label class="check">
        <input
          type="checkbox"
          checked={draft.isBetween}
          onChange={(event) => change({ isBetween: event.currentTarget.checked })}
        />
        {text.between}
      </label>
      {draft.isBetween && (
        <div class="days">
          <BareInput
            type="time"
            title={text.from}
            value={draft.from}
            error={errors['between']}
            onValue={(from) => change({ from })}
          />
          <BareInput type="time" title={text.until} value={draft.until} onValue={(until) => change({ until })} />
        </div>
      )}
    </>
  );
}

function WeeklyFields({ form: { draft, change, errors } }: Props) {
  const { schedule: text } = words;
  const toggle = (day: (typeof WEEKDAYS)[number]): void => {
    const isOn = draft.days.includes(day);
    change({ days: isOn ? draft.days.filter((one) => one !== day) : [...draft.days, day] });
  };
  return (
    <>
      <fieldset>
        <legend>{text.days}</legend>
        <div class="weekdays">
          {WEEKDAYS.map((day) => (
            <label key={day} class="check">
              <input type="checkbox" checked={draft.days.includes(day)} onChange={() => toggle(day)} />
              {text.weekdays[day]}
            </label>
          ))}
        </div>
        {errors['days'] && (
          <p class="field-error" tabIndex={-1} data-error>
            {errors['days']}
          </p>
        )}
      </fieldset>
      <BareInput type="time" title={text.at} value={draft.at} error={errors['at']} onValue={(at) => change({ at })} />
    </>
  );
}
