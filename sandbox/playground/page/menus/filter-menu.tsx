import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { FilterValue } from '../../wire.ts';
import { readFilterValues } from '../api.ts';
import type { CommandDesk } from '../commands/command.ts';
import { columnLetters } from '../grid/axis.ts';
import type { Point } from '../grid/use-pointer.ts';
import { messageOf } from '../message-of.ts';
import { Popover } from './popover.tsx';

type FilterMenuProps = { desk: CommandDesk; column: number; at: Point; onClose: () => void };

/** So many values are listed; searching finds the others. */
const SHOWN = 200;

/** What the filter of one column shows and hides, and sorting by it. */
export function FilterMenu({ desk, column, at, onClose }: FilterMenuProps): VNode {
  const { viewer, tab, editing } = desk;
  const [values, setValues] = useState<readonly FilterValue[]>();
  const [search, setSearch] = useState('');
  useEffect(() => {
    readFilterValues(viewer, { sheetId: tab.sheetId, column }).then(
      (read) => setValues(read.values),
      (error: unknown) => editing.tell(messageOf(error)),
    );
  }, []);
  const set = (isHidden: boolean, which: (value: FilterValue) => boolean): void =>
    setValues((known) => known?.map((value) => (which(value) ? { ...value, isHidden } : value)));
  const found = (values ?? []).filter(({ text }) => text.toLowerCase().includes(search.toLowerCase()));
  const apply = (): void => {
    const hidden = (values ?? []).filter(({ isHidden }) => isHidden).map(({ text }) => text);
    editing.edit({ kind: 'filter-values', column, hidden });
    onClose();
  };
  return (
    <>
      <div class="cover" onClick={onClose} />
      <Popover at={at} look="filter-menu" role="dialog" label={`Filter column ${columnLetters(column)}`}>
        <SortLines desk={desk} column={column} onClose={onClose} />
        <div class="filter-choices">
          <button type="button" onClick={() => set(false, (value) => found.includes(value))}>
            Select all
          </button>
          <button type="button" onClick={() => set(true, (value) => found.includes(value))}>
            Clear
          </button>
        </div>
        <input
          type="search"
          placeholder="Search values"
          aria-label="Search values"
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
        <ValueList values={found} onSet={(text, isHidden) => set(isHidden, (value) => value.text === text)} />
        <div class="filter-end">
          <button type="button" onClick={onClose}>
            Cancel
          </button>
          <button type="button" class="primary" onClick={apply}>
            OK
          </button>
        </div>
      </Popover>
    </>
  );
}

type ValueListProps = { values: readonly FilterValue[]; onSet: (text: string, isHidden: boolean) => void };

function ValueList({ values, onSet }: ValueListProps): VNode {
  return (
    <div class="filter-values">
      {values.slice(0, SHOWN).map(({ text, isHidden }) => (
        <label key={text}>
          <input type="checkbox" checked={!isHidden} onChange={(event) => onSet(text, !event.currentTarget.checked)} />
          <span>{text === '' ? '(Blanks)' : text}</span>
        </label>
      ))}
      {values.length > SHOWN && <p>{(values.length - SHOWN).toLocaleString('en')} more: search to find them.</p>}
    </div>
  );
}

function SortLines({ desk, column, onClose }: Omit<FilterMenuProps, 'at'>): VNode | null {
  const { tab, editing } = desk;
  const { filter } = tab;
  if (!filter) return null;
  const rows = tab.filledRows - filter.row - 1;
  const sort = (order: 'ASCENDING' | 'DESCENDING'): void => {
    const box = { row: filter.row + 1, column: filter.from, rows, columns: filter.to - filter.from };
    if (rows > 0) editing.edit({ kind: 'sort', column, order, box });
    onClose();
  };
  return (
    <div class="filter-sort">
      <button type="button" onClick={() => sort('ASCENDING')}>
        Sort A to Z
      </button>
      <button type="button" onClick={() => sort('DESCENDING')}>
        Sort Z to A
      </button>
      <hr />
    </div>
  );
}
