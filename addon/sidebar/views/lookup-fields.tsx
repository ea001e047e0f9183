import { useEffect, useId, useState } from 'preact/hooks';
import type { SourceLookup } from '../../../shared/api.ts';
import type { LookupInfo } from '../../../shared/catalogue.ts';
import { useApp } from '../app-context.ts';
import type { DraftErrors } from '../report-errors.ts';
import { useTask } from '../use-task.ts';
import { words } from '../words.ts';
import { AppNotice } from './app-notice.tsx';
import { FieldInput } from './field-input.tsx';

type Props = {
  lookups: readonly LookupInfo[];
  chosen: SourceLookup | null;
  errors: DraftErrors;
  onChosen: (lookup: SourceLookup | null) => void;
};

/** All of an account's rows, or those that are asked for in a column of this spreadsheet. */
export function LookupFields({ lookups, chosen, errors, onChosen }: Props) {
  const { place, format } = useApp();
  const { lookup: text } = words;
  const choose = (by: string): void => {
    const before = chosen && 'tab' in chosen ? chosen : { tab: place.tab, column: '' };
    onChosen(by === '' ? null : { ...before, by });
  };
  const choices = lookups.map(({ id, title }) => ({ value: id, title: text.byColumn(title) }));
  const help = lookups.find(({ id }) => id === chosen?.by)?.help ?? '';
  return (
    <>
      <FieldInput
        field={{
          id: 'lookup',
          title: text.which,
          kind: 'choice',
          required: true,
          help,
          choices: [{ value: '', title: text.all }, ...choices],
        }}
        value={chosen?.by ?? ''}
        onValue={choose}
      />
      {chosen && 'tab' in chosen && <ColumnFields chosen={chosen} errors={errors} onChosen={onChosen} />}
      {chosen && 'sealed' in chosen && <p class="small">{text.given(format.count(chosen.count))}</p>}
    </>
  );
}

type OfColumn = Extract<SourceLookup, { tab: string }>;
type ColumnProps = { chosen: OfColumn; errors: DraftErrors; onChosen: (lookup: SourceLookup) => void };

function ColumnFields({ chosen, errors, onChosen }: ColumnProps) {
  const tabs = useTabs();
  const list = useId();
  const { lookup: text } = words;
  return (
    <>
      <SelectedColumnButton onColumn={(column) => onChosen({ ...chosen, ...column })} />
      <FieldInput
        field={{ id: 'tab', title: text.tab, kind: 'text', required: true, help: '' }}
        value={chosen.tab}
        error={errors['lookup.tab']}
        list={list}
        onValue={(tab) => onChosen({ ...chosen, tab })}
      />
      <datalist id={list}>
        {tabs.map((tab) => (
          <option key={tab} value={tab} />
        ))}
      </datalist>
      <FieldInput
        field={{ id: 'column', title: text.column, kind: 'text', required: true, help: text.columnHelp }}
        value={chosen.column}
        error={errors['lookup.column']}
        onValue={(column) => onChosen({ ...chosen, column })}
      />
    </>
  );
}

type SelectedProps = { onColumn: (column: { tab: string; column: string }) => void };

/** Takes the column in which somebody has selected a cell: by its header, or by its letters where it has none. */
function SelectedColumnButton({ onColumn }: SelectedProps) {
  const { google } = useApp();
  const asking = useTask();
  const { steps: text } = words;
  const take = (): void =>
    asking.start(async () => {
      const { tab, header, letters } = await google.selectedColumn();
      onColumn({ tab, column: header.trim() || letters });
    });
  return (
    <>
      <button type="button" class="soft" aria-busy={asking.isBusy} onClick={take}>
        {asking.isBusy ? text.selecting : text.selected}
      </button>
      <AppNotice problem={asking.problem} />
    </>
  );
}

/** The tabs as they are now: people add one while the sidebar is open. */
function useTabs(): readonly string[] {
  const { google, place } = useApp();
  const [tabs, setTabs] = useState(place.tabs);
  useEffect(() => {
    // What was there at the beginning is good enough when Google does not answer.
    google.context().then(
      (now) => setTabs(now.tabs),
      () => undefined,
    );
  }, [google]);
  return tabs;
}
