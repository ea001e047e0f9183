/** Filters name columns by number: the numbers follow the columns. */
import type { BasicFilter, FilterView } from '../schema.generated.ts';
import type { SpanChange } from './box.ts';
import type { Motion } from './motion.ts';

type Columns = Pick<BasicFilter & FilterView, 'criteria' | 'filterSpecs' | 'sortSpecs'>;

function landing(index: number, change: SpanChange): number | undefined {
  return change({ start: index, end: index + 1 })?.start;
}

function movedCriteria(criteria: Columns['criteria'], change: SpanChange): Columns['criteria'] {
  return (
    criteria &&
    Object.fromEntries(
      Object.entries(criteria).flatMap(([column, one]) => {
        const to = landing(Number(column), change);
        return to === undefined ? [] : [[String(to), one]];
      }),
    )
  );
}

function some<T>(list: readonly T[] | undefined, change: (one: T) => readonly T[]): readonly T[] | undefined {
  const left = list?.flatMap(change);
  return left && left.length > 0 ? left : undefined;
}

/** The filter after columns were inserted, deleted or moved; conditions on a deleted column go. */
export function movedColumns<T extends Columns>(filter: T, { lines }: Motion): T {
  if (lines?.dimension !== 'COLUMNS') return filter;
  const { change } = lines;
  return {
    ...filter,
    criteria: movedCriteria(filter.criteria, change),
    filterSpecs: some(filter.filterSpecs, (spec) => {
      const columnIndex = landing(spec.columnIndex ?? 0, change);
      return columnIndex === undefined ? [] : [{ ...spec, columnIndex }];
    }),
    sortSpecs: some(filter.sortSpecs, (spec) => {
      const dimensionIndex = landing(spec.dimensionIndex ?? 0, change);
      return dimensionIndex === undefined ? [] : [{ ...spec, dimensionIndex }];
    }),
  };
}
