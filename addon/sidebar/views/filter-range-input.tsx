import { useId } from 'preact/hooks';
import type { FilterRange } from '../../../shared/filters.ts';
import { useApp } from '../app-context.ts';
import { firstDay, fromDay, lastDay, ROLLING, untilDay } from '../filter-range.ts';
import { words } from '../words.ts';
import { FieldInput } from './field-input.tsx';

type Props = {
  title: string;
  range: FilterRange | undefined;
  error: string | undefined;
  onRange: (range: FilterRange | undefined) => void;
};

const ANY = '';
const BETWEEN = 'between';

/** A range of time: any, the last so many days before each refresh, or between two days of the spreadsheet's zone. */
export function FilterRangeInput({ title, range, error, onRange }: Props) {
  const { filters: text } = words;
  const spans = [...new Set([...ROLLING, ...(range?.last ? [range.last] : [])])];
  const mode = range === undefined ? ANY : (range.last ?? BETWEEN);
  const choose = (value: string): void => {
    if (value === ANY) onRange(undefined);
    else onRange(value === BETWEEN ? {} : { last: value });
  };
  const choices = [
    { value: ANY, title: text.any },
    ...spans.map((last) => ({ value: last, title: text.last(last) })),
    { value: BETWEEN, title: text.between },
  ];
  return (
    <>
      <FieldInput
        field={{ id: 'range', title, kind: 'choice', required: true, help: '', choices }}
        value={mode}
        error={error}
        onValue={choose}
      />
      {range && mode === BETWEEN && <Days title={title} range={range} onRange={onRange} />}
    </>
  );
}

type DaysProps = { title: string; range: FilterRange; onRange: (range: FilterRange) => void };

function Days({ title, range, onRange }: DaysProps) {
  const { timeZone } = useApp().format;
  const { filters: text } = words;
  return (
    <div class="days">
      <Day
        title={text.from}
        name={text.fromOf(title)}
        day={firstDay(range, timeZone)}
        onDay={(day) => onRange(fromDay(range, day, timeZone))}
      />
      <Day
        title={text.until}
        name={text.untilOf(title)}
        day={lastDay(range, timeZone)}
        onDay={(day) => onRange(untilDay(range, day, timeZone))}
      />
    </div>
  );
}

type DayProps = { title: string; name: string; day: string; onDay: (day: string) => void };

function Day({ title, name, day, onDay }: DayProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id} class="small">
        {title}
      </label>
      <input id={id} type="date" aria-label={name} value={day} onChange={(event) => onDay(event.currentTarget.value)} />
    </div>
  );
}
