import { useState } from 'preact/hooks';
import { standardColumnIds } from '../../../shared/columns.ts';
import { useApp } from '../app-context.ts';
import type { ColumnInfo } from '../catalogue.ts';
import { toggled } from '../choice.ts';
import { allOf, found } from '../column-choice.ts';
import { useGrowing } from '../use-growing.ts';
import { words } from '../words.ts';
import { ColumnOrder } from './column-order.tsx';

export type ColumnsProps = {
  columns: readonly ColumnInfo[];
  chosen: readonly string[];
  onChosen: (chosen: string[]) => void;
};

/** Which columns a report has and in which order. */
export function ColumnPicker(props: ColumnsProps) {
  const { count } = useApp().format;
  const [isOrdering, setOrdering] = useState(false);
  const { columns: text } = words;
  const tab = (title: string, ordering: boolean) => (
    <button type="button" aria-pressed={isOrdering === ordering} onClick={() => setOrdering(ordering)}>
      {title}
    </button>
  );
  return (
    <div class="columns">
      <p class="small" role="status">
        {text.chosen(count(props.chosen.length), count(props.columns.length))}
      </p>
      <div class="segments">
        {tab(text.pick, false)}
        {tab(text.order, true)}
      </div>
      {isOrdering ? <ColumnOrder {...props} /> : <ColumnChecks {...props} />}
    </div>
  );
}

function ColumnChecks({ columns, chosen, onChosen }: ColumnsProps) {
  const [search, setSearch] = useState('');
  const shown = found(columns, search);
  const drawn = useGrowing(shown, search);
  const ids = new Set(chosen);
  const { columns: text } = words;
  return (
    <>
      <input
        type="search"
        aria-label={text.search}
        placeholder={text.search}
        value={search}
        onInput={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      />
      <QuickChoices columns={columns} chosen={chosen} onChosen={onChosen} />
      <ul class="checks">
        {drawn.map((column) => (
          <ColumnCheck
            key={column.id}
            column={column}
            isChosen={ids.has(column.id)}
            onToggle={() => onChosen(toggled(chosen, column.id))}
          />
        ))}
      </ul>
      {shown.length === 0 && <p class="small">{text.nothingFound}</p>}
    </>
  );
}

function QuickChoices({ columns, chosen, onChosen }: ColumnsProps) {
  const { columns: text } = words;
  const choice = (title: string, ids: string[]) => (
    <button type="button" class="chip" onClick={() => onChosen(ids)}>
      {title}
    </button>
  );
  return (
    <div class="chips">
      {choice(text.standard, standardColumnIds(columns))}
      {choice(text.all, allOf(columns, chosen))}
      {choice(text.none, [])}
    </div>
  );
}

type CheckProps = { column: ColumnInfo; isChosen: boolean; onToggle: () => void };

function ColumnCheck({ column, isChosen, onToggle }: CheckProps) {
  return (
    <li>
      <label class="check" title={column.description}>
        <input type="checkbox" checked={isChosen} onChange={onToggle} />
        <span class="grow">{column.title}</span>
        <PersonalMark personal={column.personal} />
      </label>
    </li>
  );
}

function PersonalMark({ personal }: Pick<ColumnInfo, 'personal'>) {
  if (personal === 'none') return null;
  const { columns: text } = words;
  return (
    <span class={`mark ${personal}`} title={text.personalHint[personal]}>
      {text.personal[personal]}
    </span>
  );
}
