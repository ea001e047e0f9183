import { Failure } from '../../failure.ts';
import type { Tab } from '../tab.ts';

/**
 * Refuses to go on when rows of the list stand above its header row or in its place, because somebody sorted the header along or
 * dragged a row: their guests would come a second time.
 *
 * @throws Failure `tab-blocked` that names the row. `fresh`: keys that are nowhere below the header.
 */
export function refuseAboveHeader(
  { title }: Tab,
  above: readonly { row: number; key: string }[],
  fresh: ReadonlySet<string>,
): void {
  const found = above.find(({ key }) => fresh.has(key));
  if (!found) return;
  throw new Failure(
    'tab-blocked',
    `Row ${found.row + 1} of the tab "${title}" belongs to the list but stands above its header row, so nothing was written. Put the header row back above the list.`,
  );
}
