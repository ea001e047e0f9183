import type { Deps } from '../deps.ts';
import type { Access } from '../security/access.ts';
import type { Caller } from '../security/identity.ts';
import type { Exported } from './export-reports.ts';
import type { Names } from './names.ts';

/** A report file that is being applied: `deps.db` is its transaction. */
export type Scene = {
  readonly deps: Deps;
  readonly access: Access;
  readonly caller: Caller;
  readonly names: Names;
  readonly before: readonly Exported[];
};
