import type { Scope } from '../../shared/api.ts';
import type { Column } from '../../shared/columns.ts';
import type { Dataset, Provider } from '../providers/provider.ts';
import { peekFlag, readFlags, type FlagKinds } from './flags.ts';
import { columnsOf, datasetOf, providerOf } from './run-order.ts';
import { scopeFlagKinds, scopeOf } from './scope-flags.ts';

/** The flags of `willcall normalise` that do not depend on what is read. */
const NORMALISE_FLAGS = {
  provider: 'text',
  dataset: 'text',
  scope: 'texts',
  columns: 'text',
  help: 'switch',
} as const satisfies FlagKinds;

/** What `willcall normalise` was asked to do; without `columns` all of them. */
export type NormaliseOrder = {
  readonly provider: Provider;
  readonly dataset: Dataset;
  readonly scope: Scope;
  readonly columns: readonly Column[] | null;
};

/**
 * Reads the words after `willcall normalise`. What a run requires in its scope may be absent: nothing is asked for.
 *
 * @throws UsageError naming the first thing that is missing or unknown, and what there is.
 */
export function readNormaliseOrder(words: readonly string[], providers: readonly Provider[]): NormaliseOrder {
  const provider = providerOf(peekFlag(words, 'provider'), providers);
  const dataset = datasetOf(peekFlag(words, 'dataset'), provider);
  const flags = readFlags(words, { ...NORMALISE_FLAGS, ...scopeFlagKinds(dataset.scope, NORMALISE_FLAGS) });
  const named = flags.get('columns')?.[0];
  const columns = named === undefined || named === 'all' ? null : columnsOf(named, dataset);
  return { provider, dataset, scope: scopeOf(dataset.scope, flags, NORMALISE_FLAGS), columns };
}
