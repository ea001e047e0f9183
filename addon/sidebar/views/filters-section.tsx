import { useState } from 'preact/hooks';
import type { Filters } from '../../../shared/filters.ts';
import { useApp } from '../app-context.ts';
import { lostFilters, usedFilters, whoFilters, withoutFilter } from '../filter-list.ts';
import { offeredFilters, offersOf, type OfferedFilter } from '../offer.ts';
import { errorsUnder } from '../report-errors.ts';
import type { ReportForm } from '../use-report-form.ts';
import { told } from '../told.ts';
import { listed, words } from '../words.ts';
import { FieldInput } from './field-input.tsx';
import { FilterRangeInput } from './filter-range-input.tsx';
import { Section } from './section.tsx';
import { WordsInput } from './words-input.tsx';

/** Which of the rows are wanted; folded to one line until somebody wants less than all. */
export function FiltersSection({ form }: { form: ReportForm }) {
  const { catalogue } = useApp();
  const { draft, change } = form;
  const errors = errorsUnder(form.errors, 'filter.');
  const [isAsked, setOpen] = useState(false);
  const isOpen = isAsked || Object.keys(errors).length > 0;
  const offered = offeredFilters(draft, catalogue);
  const used = usedFilters(draft.filters);
  if (offered.length === 0 && used.length === 0) return null;
  const set = (filters: Filters): void => change({ ...draft, filters });
  const { filters: text } = words;
  return (
    <Section title={text.title}>
      <div class="line">
        <span>{used.length === 0 ? text.none : listed(used.map((id) => text.names[id]))}</span>
        <button type="button" class="text" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? words.columns.done : text.change}
        </button>
      </div>
      {isOpen &&
        offered.map((filter) => (
          <div key={filter.id} class="filter">
            <FilterInput filter={filter} filters={draft.filters} error={errors[filter.id]} onFilters={set} />
            {filter.byProviders.length > 0 && <p class="small who">{whoFilters(filter)}</p>}
          </div>
        ))}
      {isOpen && offered.some(({ byProviders }) => byProviders.length === 0) && <p class="small who">{text.byUs}</p>}
      <LostFilters form={form} />
      {isOpen && <NotOffered form={form} offered={offered} />}
    </Section>
  );
}

type InputProps = {
  filter: OfferedFilter;
  filters: Filters;
  error: string | undefined;
  onFilters: (filters: Filters) => void;
};

function FilterInput({ filter, filters, error, onFilters }: InputProps) {
  const { id } = filter;
  const { filters: text } = words;
  const title = text.names[id];
  if (id === 'status') return <StatusChecks filter={filter} filters={filters} onFilters={onFilters} />;
  if (id === 'optedIn') {
    return (
      <FieldInput
        field={{ id, title: text.optedIn, kind: 'flag', required: false, help: text.optedInHelp }}
        value={String(filters.optedIn === true)}
        onValue={(value) => onFilters({ ...withoutFilter(filters, id), ...(value === 'true' && { optedIn: true }) })}
      />
    );
  }
  if (id === 'text') {
    return (
      <FieldInput
        field={{ id, title, kind: 'text', required: true, help: text.textHelp }}
        value={filters.text ?? ''}
        onValue={(value) => onFilters({ ...withoutFilter(filters, id), ...(value && { text: value }) })}
      />
    );
  }
  if (id === 'ticketType') {
    return (
      <WordsInput
        title={title}
        help={text.ticketTypeHelp}
        chosen={filters.ticketType ?? []}
        onChosen={(ticketType) => onFilters({ ...filters, ticketType })}
      />
    );
  }
  const setRange = (range: Filters['created']): void =>
    onFilters({ ...withoutFilter(filters, id), ...(range && { [id]: range }) });
  return <FilterRangeInput title={title} range={filters[id]} error={error} onRange={setRange} />;
}

/** A state we have no word for always comes in, so it is nothing to choose. */
const UNKNOWN = 'other';

function StatusChecks({ filter, filters, onFilters }: Omit<InputProps, 'error'>) {
  const { filters: text } = words;
  const chosen = filters.status ?? [];
  const choices = [...new Set([...(filter.choices ?? []), ...chosen])].filter((choice) => choice !== UNKNOWN);
  const toggle = (choice: string): void => {
    const status = chosen.includes(choice) ? chosen.filter((one) => one !== choice) : [...chosen, choice];
    onFilters({ ...filters, status });
  };
  return (
    <fieldset>
      <legend>{text.names.status}</legend>
      <div class="words">
        {choices.map((choice) => (
          <label key={choice} class="check">
            <input type="checkbox" checked={chosen.includes(choice)} onChange={() => toggle(choice)} />
            {told(choice)}
          </label>
        ))}
      </div>
      <p class="small">{text.statusHelp}</p>
    </fieldset>
  );
}

/** Filters that an account added later cannot tell: they are in the way until they are taken out. */
function LostFilters({ form: { draft, change } }: { form: ReportForm }) {
  const { catalogue } = useApp();
  const { filters: text, form: formText } = words;
  return (
    <>
      {lostFilters(draft, catalogue).map((id) => (
        <div key={id} class="line">
          <span class="field-error" tabIndex={-1} data-error>
            {text.cannot(text.names[id])}
          </span>
          <button
            type="button"
            class="text"
            aria-label={text.takeOut(text.names[id])}
            onClick={() => change({ ...draft, filters: withoutFilter(draft.filters, id) })}
          >
            {formText.takeOut}
          </button>
        </div>
      ))}
    </>
  );
}

/** With several accounts, what only some of them can tell is no filter of the report. */
function NotOffered({ form: { draft }, offered }: { form: ReportForm; offered: readonly OfferedFilter[] }) {
  const { catalogue } = useApp();
  const all = offersOf(draft, catalogue).flatMap(({ dataset }) => dataset.filters.map(({ id }) => id));
  const names = [...new Set(all)]
    .filter((id) => !offered.some((filter) => filter.id === id))
    .map((id) => words.filters.names[id]);
  return names.length === 0 ? null : <p class="small">{words.filters.notOffered(listed(names))}</p>;
}
