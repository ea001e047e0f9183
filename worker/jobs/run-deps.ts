import type { ProviderInfo } from '../../shared/catalogue.ts';
import type { Column } from '../../shared/columns.ts';
import type { Database } from '../db/connection.ts';
import type { SourceToRead } from '../db/report-sources.ts';
import type { Publish, WriteStatus } from '../google-sheets.ts';
import type { Log } from '../log.ts';
import type { ProviderAccess, SourceToOpen } from '../provider-access.ts';
import type { Sealer } from '../security/sealing.ts';
import type { OpenSource } from './read-sources.ts';

/** What working on runs needs. */
export type RunDeps = {
  readonly db: Database;
  readonly log: Log;
  readonly sealer: Sealer;
  /** Name of this process in leases. */
  readonly owner: string;
  /** The columns a report over these connections can choose from. @throws Failure */
  readonly columnsOf: (dataset: string, connections: readonly SourceToRead['connection'][]) => Column[];
  /** Dataset, way to ask and inputs of a source; opens its credentials. @throws Failure */
  readonly open: (at: SourceToOpen, signal: AbortSignal) => OpenSource;
  readonly catalogue: readonly ProviderInfo[];
  /** Name of a ticketing system. */
  readonly titleOf: (provider: string) => string;
  readonly publish: Publish;
  readonly writeStatus: WriteStatus;
  readonly usedIn: ProviderAccess['usedIn'];
};
