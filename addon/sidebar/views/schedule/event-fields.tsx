import type { OrdinaryKind } from '../../schedule-draft.ts';
import type { ScheduleForm } from '../../use-schedule-form.ts';
import { words } from '../../words.ts';
import { BareInput } from '../bare-input.tsx';
import { FieldInput } from '../field-input.tsx';
import { Intervals } from './intervals.tsx';
import { OrdinaryFields } from './ordinary-fields.tsx';

type Props = { form: ScheduleForm };

const OTHERWISE: readonly OrdinaryKind[] = ['every', 'daily', 'weekly'];

const numberOf = (text: string): number => (text === '' ? NaN : Number(text));

/** The questions of a schedule around an event. */
export function EventFields({ form }: Props) {
  const { draft, change, errors } = form;
  const { schedule: text } = words;
  return (
    <>
      <BareInput
        type="datetime-local"
        title={text.doors}
        value={draft.doors}
        error={errors['doors']}
        onValue={(doors) => change({ doors: doors.slice(0, 16) })}
      />
      <div class="days">
        <BareInput
          type="number"
          title={text.before}
          value={draft.hoursBefore}
          error={errors['hoursBefore']}
          onValue={(hours) => change({ hoursBefore: numberOf(hours) })}
        />
        <BareInput
          type="number"
          title={text.after}
          value={draft.hoursAfter}
          error={errors['hoursAfter']}
          onValue={(hours) => change({ hoursAfter: numberOf(hours) })}
        />
      </div>
      <Intervals form={form} of="event" />
      <Otherwise form={form} />
    </>
  );
}

function Otherwise({ form }: Props) {
  const { draft, change } = form;
  const { schedule: text } = words;
  const { otherwise } = draft;
  const kinds = otherwise === 'code' ? [...OTHERWISE, otherwise] : OTHERWISE;
  const choices = [
    { value: 'off', title: text.otherwiseOff },
    ...kinds.map((value) => ({ value, title: text.kinds[value].title })),
  ];
  const choose = (value: string): void => change({ otherwise: kinds.find((kind) => kind === value) ?? 'off' });
  return (
    <>
      <FieldInput
        field={{ id: 'otherwise', title: text.otherwise, kind: 'choice', required: true, help: '', choices }}
        value={otherwise}
        onValue={choose}
      />
      {otherwise !== 'off' && <OrdinaryFields form={form} kind={otherwise} />}
    </>
  );
}
