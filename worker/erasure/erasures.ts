import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Erasure, ErasureInput, PersonFound, PersonQuery } from '../../shared/erasure.ts';
import { recordDeed, type Actor } from '../db/audit.ts';
import { isGoingOn, placesDue } from '../db/erasure-lease.ts';
import { erasuresOf, liftErasure, retryPlaces } from '../db/erasures.ts';
import { Failure } from '../failure.ts';
import { erasePerson } from './erase-person.ts';
import { fieldOf, toErasure } from './erasure-view.ts';
import type { ErasureParts } from './parts.ts';
import { applyRetention } from './retention.ts';
import { searchPerson, toPersonFound } from './search.ts';
import { workPlace } from './work-place.ts';

type Asker = { readonly workspaceId: string; readonly actor: Actor };

/** Finds people in a team's tabs and erases them there. Functions that fail throw a Failure. */
export type Erasures = {
  readonly search: (asker: Asker, query: PersonQuery) => Promise<PersonFound>;
  /** Answers the receipt, finished or not: what takes longer goes on after the answer. */
  readonly erase: (asker: Asker, input: ErasureInput) => Promise<Erasure>;
  /** Newest first. */
  readonly list: (workspaceId: string) => Promise<Erasure[]>;
  readonly find: (workspaceId: string, id: string) => Promise<Erasure>;
  readonly retry: (asker: Asker, id: string) => Promise<Erasure>;
  /** The person may be shown again from the next refresh on. */
  readonly lift: (asker: Asker, id: string) => Promise<Erasure>;
  /** Works on lists that wait to be cleared, a few at a time. Called every second, by any number of processes. */
  readonly tick: () => Promise<void>;
  /** Stops, and waits until what is going on has stopped: others go on with it. */
  readonly close: () => Promise<void>;
};

/** How long an answer waits for the tabs to be cleared. */
const ANSWER_MS = 20_000;
const AT_ONCE = 4;
const POLL_MS = 100;

export function createErasures(parts: ErasureParts): Erasures {
  const { db } = parts;
  const worker = createWorker(parts);
  const find = async (workspaceId: string, id: string) => {
    const [row] = await erasuresOf(db, workspaceId, id);
    if (row) return toErasure(row);
    throw new Failure('not-found', 'There is no such erasure.');
  };
  const answer = async ({ workspaceId }: Asker, id: string) => {
    await worker.workFor(id, ANSWER_MS);
    return await find(workspaceId, id);
  };
  return {
    search: async ({ workspaceId, actor }, query) => {
      const found = toPersonFound(await searchPerson(parts, workspaceId, query));
      const object = { kind: 'person', id: null };
      const details = { by: fieldOf(query), rows: found.finds.length };
      await recordDeed(db, { workspaceId, actor, action: 'person.searched', object, details });
      return found;
    },
    erase: async (asker, input) => await answer(asker, await erasePerson(parts, asker, input)),
    list: async (workspaceId) => (await erasuresOf(db, workspaceId)).map(toErasure),
    find,
    retry: async (asker, id) => {
      await find(asker.workspaceId, id);
      if ((await retryPlaces(db, asker.workspaceId, id)) === 0)
        throw new Failure('conflict', 'Nothing of this erasure failed, so there is nothing to try again.');
      return await answer(asker, id);
    },
    lift: async ({ workspaceId, actor }, id) => {
      await find(workspaceId, id);
      if (!(await liftErasure(db, workspaceId, id)))
        throw new Failure('conflict', 'This erasure keeps nobody out of a list (any more).');
      const object = { kind: 'erasure', id };
      await recordDeed(db, { workspaceId, actor, action: 'person.erased', object, details: { lifted: true } });
      return await find(workspaceId, id);
    },
    tick: worker.tick,
    close: worker.close,
  };
}

function createWorker(parts: ErasureParts) {
  const { db, log, now } = parts;
  const stop = new AbortController();
  const going = new Map<string, Promise<unknown>>();
  const begin = (id: string): Promise<unknown> => {
    const known = going.get(id);
    if (known) return known;
    const work = workPlace(parts, id, randomUUID(), stop.signal)
      .catch((error: unknown) => log.error({ err: error }, 'an erasure stopped'))
      .finally(() => going.delete(id));
    going.set(id, work);
    return work;
  };
  return {
    tick: async () => {
      if (stop.signal.aborted) return;
      // what is wrong with retention must not keep anybody from being erased
      await applyRetention(db, now()).catch((err: unknown) => log.error({ err }, 'retention'));
      if (going.size >= AT_ONCE) return;
      for (const id of await placesDue(db, AT_ONCE)) if (going.size < AT_ONCE) void begin(id);
    },
    /** Works on one erasure for as long as somebody waits for the answer. */
    workFor: async (erasureId: string, ms: number) => {
      const until = performance.now() + ms;
      while (performance.now() < until && !stop.signal.aborted) {
        for (const id of await placesDue(db, AT_ONCE, erasureId)) void begin(id);
        if (!(await isGoingOn(db, erasureId))) return;
        // a list whose report is being refreshed waits for that
        await sleep(POLL_MS);
      }
    },
    close: async () => {
      stop.abort(new Error('Willcall stops'));
      await Promise.all(going.values());
    },
  };
}
