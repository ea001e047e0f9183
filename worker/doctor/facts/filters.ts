import { cellsOf, valueOf, type Bench, type Change, type Scratch } from '../sheet/bench.ts';
import { seen, shown, untried, type Fact, type Seen } from './fact.ts';
import { filter, paste, put, range } from './requests.ts';

const LIST = [['Name'], ['hide'], ['show'], ['hide']];

/** A list with two of its three rows hidden, and what `change` does to their second column. */
async function onFiltered(bench: Bench, changesOf: (tab: Scratch) => Change[]): Promise<Seen> {
  const tab = bench.tab();
  const place = [0, 4, 0, 2] as const;
  await bench.change([
    tab.add,
    put(tab, [0, 0], LIST),
    put(tab, [6, 0], [['a'], ['b'], ['c']]),
    filter(tab, place, 'hide'),
  ]);
  const before = (await bench.look(tab)).data[0]?.rowMetadata ?? [];
  const hidden = [1, 2, 3].filter((row) => before[row]?.hiddenByFilter === true);
  if (shown(hidden) !== shown([1, 3])) return untried(`the filter hid the rows ${shown(hidden)} instead of 1 and 3`);
  await bench.change(changesOf(tab));
  const cells = cellsOf(await bench.look(tab));
  const found = [1, 2, 3].map((row) => valueOf(cells[row]?.[1]));
  return seen(shown(found) === shown(['a', 'b', 'c']), `rows 1 and 3 hidden; all three hold ${shown(found)}`);
}

const pasted: Fact = {
  id: 'pasteFillsFilteredRows',
  sentence: 'A paste fills rows that a filter hides, too',
  mark: 'unsure',
  usedIn: ['worker/sheets/plan-parts.ts', 'worker/sheets/sync/plan-sync.ts'],
  how: 'a basic filter that hides two of three rows, copyPaste PASTE_VALUES over all three; read',
  switch: 'pasteFillsFilteredRows',
  attempt: async (bench) =>
    await onFiltered(bench, (tab) => [paste(range(tab, [6, 9, 0, 1]), range(tab, [1, 4, 1, 2]), 'PASTE_VALUES')]),
};

const written: Fact = {
  id: 'writesFillFilteredRows',
  sentence: 'updateCells fills rows that a filter hides, too',
  mark: 'inferred',
  usedIn: ['worker/sheets/plan-parts.ts', 'worker/sheets/sync/plan-sync.ts'],
  how: 'the same filter, updateCells over all three rows; read',
  attempt: async (bench) => await onFiltered(bench, (tab) => [put(tab, [1, 1], [['a'], ['b'], ['c']])]),
};

const replaced: Fact = {
  id: 'newFilterReplaces',
  sentence: 'A tab has one basic filter: a new one takes the place of the one before',
  mark: 'weak',
  usedIn: ['worker/doctor/facts/filters.ts'],
  how: 'setBasicFilter twice; what the tab tells of its filter',
  async attempt(bench) {
    const tab = bench.tab();
    await bench.change([tab.add, put(tab, [0, 0], LIST), filter(tab, [0, 4, 0, 2], 'hide')]);
    await bench.change([filter(tab, [0, 3, 0, 1], 'show')]);
    const found = (await bench.look(tab)).basicFilter?.range;
    return seen(
      found?.endRowIndex === 3 && found.endColumnIndex === 1,
      `up to row ${found?.endRowIndex} and column ${found?.endColumnIndex}`,
    );
  },
};

export const FILTER_FACTS: readonly Fact[] = [pasted, written, replaced];
