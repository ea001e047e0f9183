import type { ErasureInput, PersonQuery } from '../../shared/erasure.ts';
import { recordDeed, type Actor } from '../db/audit.ts';
import { reportsAlike, reportsBeingFilled } from '../db/erasure-reports.ts';
import { insertErasure, type ErasedHash, type ListPlace } from '../db/erasures.ts';
import { Failure } from '../failure.ts';
import { rowHashOf, type RowHash } from '../security/row-hash.ts';
import { hashOfForm } from './erased-people.ts';
import { fieldOf } from './erasure-view.ts';
import { recordOf } from './list-facts.ts';
import { listsOf } from './lists.ts';
import type { ErasureParts } from './parts.ts';
import { emailForm, isPersonal, phoneForm } from './person.ts';
import { hashOfRow } from './recognise.ts';
import { searchPerson, type Found, type Searched } from './search.ts';

/**
 * Writes down whom to erase: from then on no refresh brings them back, and their tabs wait to be cleared.
 *
 * @returns id of the erasure. @throws Failure `not-found` when there is nobody, `invalid-request` naming what to choose.
 */
export async function erasePerson(
  parts: ErasureParts,
  { workspaceId, actor }: { workspaceId: string; actor: Actor },
  { person, rows }: ErasureInput,
): Promise<string> {
  if ('name' in person && !rows)
    throw new Failure(
      'invalid-request',
      'The field "rows" is missing: a name can be several people\'s, so choose which of the rows that were found are theirs.',
    );
  // those that end while tabs are looked into may have shown the person a moment later
  const before = await reportsBeingFilled(parts.db, workspaceId);
  const searched = await searchPerson(parts, workspaceId, person);
  const chosen = chosenOf(searched, rows);
  const isAll = chosen.length === searched.found.length;
  refuseNobody(searched, chosen, isAll && !('name' in person));
  const hash = await rowHashOf(parts.db, parts.sealer, workspaceId);
  const told = isAll ? formsOf(person, searched.found, hash) : [];
  const hashes = unique([...chosen.flatMap(rowHashes), ...told]);
  const filling = [...before, ...(await reportsBeingFilled(parts.db, workspaceId))];
  const places = await placesOf(parts, { workspaceId, filling }, searched, chosen);
  return await parts.db.transaction().execute(async (transaction) => {
    const erasure = { workspaceId, kind: 'person', sought: fieldOf(person), actor, hashes, places } as const;
    const id = await insertErasure(transaction, erasure);
    const object = { kind: 'erasure', id };
    const details = { by: fieldOf(person), asked: true, rows: chosen.length };
    await recordDeed(transaction, { workspaceId, actor, action: 'person.erased', object, details });
    return id;
  });
}

function chosenOf({ found }: Searched, rows: ErasureInput['rows']): readonly Found[] {
  if (!rows) return found;
  const wanted = new Set(rows.map(({ reportId, key }) => `${reportId} ${key}`));
  const keys = new Set(rows.map(({ reportId, key }) => `${reportId} ${key.slice(key.indexOf(':') + 1)}`));
  return found.filter(({ tab, find }) => (tab.kind === 'changes' ? keys : wanted).has(`${find.reportId} ${find.key}`));
}

/** An address is remembered even when nothing is found now: the person may be in a list that cannot be read, or come later. */
function refuseNobody({ unread }: Searched, chosen: readonly Found[], isRemembered: boolean): void {
  if (chosen.length > 0 || (isRemembered && unread.length > 0)) return;
  throw new Failure(
    'not-found',
    'Nothing was found of this person, so there is nothing to erase. Search by something else.',
  );
}

function rowHashes({ tab, find, facts, hash, part }: Found): ErasedHash[] {
  return tab.kind === 'changes' ? [] : [{ ...hashOfRow(facts, hash, find.key), part }];
}

/** The address, number or order as it was given, and numbers as the rows have them. */
function formsOf(person: PersonQuery, found: readonly Found[], hash: RowHash): ErasedHash[] {
  const of = (kind: 'email' | 'phone' | 'order', form: string | null): ErasedHash[] =>
    form === null ? [] : [{ kind, hash: hashOfForm(hash, kind, form), part: 'whole' }];
  if ('email' in person) return of('email', emailForm(person.email));
  if ('order' in person) return of('order', person.order.trim());
  if (!('phone' in person)) return [];
  const wanted = phoneForm(person.phone);
  const others = found.flatMap(({ find, facts }) =>
    find.columns.flatMap(({ id, value }) => {
      const column = facts.columns.get(id);
      const form = column && isPersonal(column) && typeof value === 'string' ? phoneForm(value) : null;
      return form !== null && form.slice(-9) === wanted?.slice(-9) ? [form] : [];
    }),
  );
  return [wanted, ...others].flatMap((form) => of('phone', form));
}

function unique(hashes: readonly ErasedHash[]): ErasedHash[] {
  const known = new Map<string, ErasedHash>();
  for (const one of hashes) {
    const name = `${one.kind} ${one.hash}`;
    const before = known.get(name);
    known.set(name, before && before.part !== one.part ? { ...one, part: 'whole' } : one);
  }
  return [...known.values()];
}

/**
 * Every list that holds them, those that read the same records but show them otherwise (masked, or without what was looked for), and those
 * nobody could look into or that are being filled just now.
 */
async function placesOf(
  { db }: ErasureParts,
  { workspaceId, filling }: { workspaceId: string; filling: readonly string[] },
  { unread }: Searched,
  chosen: readonly Found[],
): Promise<ListPlace[]> {
  const records = chosen.flatMap(({ facts, find }) => recordOf(facts, find.key) ?? []);
  const reports = new Set([
    ...chosen.map(({ list }) => list.reportId),
    ...filling,
    ...(await reportsAlike(db, workspaceId, records)),
  ]);
  const marks = new Set(unread.map(({ list }) => list.mark));
  const lists = await listsOf(db, { workspaceId, filling });
  return lists.filter(({ mark, reportId }) => marks.has(mark) || reports.has(reportId));
}
