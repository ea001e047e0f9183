import { Refusal } from '../access.ts';
import type { StageView } from '../wire.ts';

/** Something that goes wrong until it is switched off. Sharing rules belong to a spreadsheet. */
export type Trouble = {
  id: string;
  label: string;
  /** What one will see. */
  detail: string;
  isOn: (spreadsheetId: string) => boolean;
  set: (isOn: boolean, spreadsheetId: string) => void;
};

/** Something that happens once. */
export type Moment = { id: string; label: string; detail: string; run: () => void };

/** One stand-in with what it can be told to do. */
export type StageSet = {
  id: string;
  title: string;
  detail: string;
  troubles: readonly Trouble[];
  moments: readonly Moment[];
};

/** Everything the visitor of a rehearsal can make go wrong, or happen. */
export type Stage = {
  view(spreadsheetId: string): StageView;
  /** @throws Refusal 404 for an unknown one. */
  set(name: string, isOn: boolean, spreadsheetId: string): void;
  /** @throws Refusal 404 for an unknown one. */
  act(name: string): void;
  /** Everything is as it should be again. */
  clear(spreadsheetId: string): void;
};

/** Troubles and moments are named by the set's id and their own: `tixngo/slow`. */
export function createStage(sets: readonly StageSet[]): Stage {
  const troubles = new Map(sets.flatMap((set) => set.troubles.map((one) => [`${set.id}/${one.id}`, one] as const)));
  const moments = new Map(sets.flatMap((set) => set.moments.map((one) => [`${set.id}/${one.id}`, one] as const)));
  return {
    view: (spreadsheetId) => ({
      groups: sets.map(({ id, title, detail, ...set }) => ({
        id,
        title,
        detail,
        troubles: set.troubles.map((one) => ({ ...textsOf(id, one), isOn: one.isOn(spreadsheetId) })),
        moments: set.moments.map((one) => textsOf(id, one)),
      })),
      on: [...troubles.values()].filter((one) => one.isOn(spreadsheetId)).length,
    }),
    set: (name, isOn, spreadsheetId) => found(troubles, name).set(isOn, spreadsheetId),
    act: (name) => found(moments, name).run(),
    clear(spreadsheetId) {
      for (const one of troubles.values()) if (one.isOn(spreadsheetId)) one.set(false, spreadsheetId);
    },
  };
}

function textsOf(set: string, { id, label, detail }: Pick<Moment, 'id' | 'label' | 'detail'>) {
  return { id: `${set}/${id}`, label, detail };
}

function found<One>(all: ReadonlyMap<string, One>, name: string): One {
  const one = all.get(name);
  if (one) return one;
  throw new Refusal(404, `There is no '${name}' on the stage. There are: ${[...all.keys()].join(', ')}.`);
}
