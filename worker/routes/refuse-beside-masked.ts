import type { Destination } from '../../shared/api.ts';
import { problemForReport } from '../audiences/neighbours.ts';
import { lockSpreadsheet } from '../db/audiences.ts';
import type { Database } from '../db/connection.ts';
import type { Deps, Question } from '../deps.ts';
import { Failure } from '../failure.ts';

/**
 * Personal columns never stand beside a list that masks them. Call it in the transaction that saves the report, so that nobody puts such
 * a list there meanwhile.
 *
 * @throws Failure `invalid-request`
 */
export async function refuseBesideMasked(
  { catalogue }: Pick<Deps, 'catalogue'>,
  db: Database,
  to: Destination | null,
  { sources, dataset }: Question,
  columns: readonly string[],
): Promise<void> {
  if (to === null) return;
  await lockSpreadsheet(db, to.spreadsheet);
  const providers = sources.map(({ connection }) => connection.provider);
  const problem = await problemForReport({ db, catalogue }, to.spreadsheet, { dataset, columns, providers });
  if (problem !== null)
    throw new Failure('invalid-request', `The field "destination.spreadsheet" is wrong: ${problem}`);
}
