import type { TargetedKeyboardEvent } from 'preact';
import { useState } from 'preact/hooks';
import { idsOf, taking, typing, valueOf, type IdList } from './id-list.ts';

export type IdField = ReturnType<typeof useIdList>;

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** The state of a field for IDs: which are taken, what is typed, and where its list stands. `onValue` gets IDs with commas between. */
export function useIdList(value: string, several: boolean, onValue: (value: string) => void) {
  const [list, setList] = useState<IdList>(() => ({ taken: idsOf(value), typed: '' }));
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const set = (next: IdList): void => {
    setList(next);
    setActive(-1);
    onValue(valueOf(next));
  };
  const take = (id: string): void => {
    set(taking(list, id, several));
    setOpen(false);
  };
  const move = (step: number, count: number): void => {
    setOpen(true);
    setActive(Math.max(-1, Math.min(count - 1, active + step)));
  };
  const key = (event: TargetedKeyboardEvent<HTMLInputElement>, options: readonly { id: string }[]): void => {
    const step = STEPS[event.key];
    const pointed = isOpen ? options[active]?.id : undefined;
    // What is typed counts already: where there is but one, Enter is free to go on.
    const chosen = pointed ?? (several ? list.typed.trim() : '');
    if (step !== undefined) move(step, options.length);
    else if (event.key === 'Escape') setOpen(false);
    else if (event.key !== 'Enter' || !chosen) return;
    else take(chosen);
    event.preventDefault();
  };
  return {
    ...list,
    isOpen,
    active,
    take,
    key,
    open: () => setOpen(true),
    type: (text: string) => {
      setOpen(true);
      set(typing(list, text, several));
    },
    remove: (id: string) => set({ ...list, taken: list.taken.filter((one) => one !== id) }),
    leave: (event: FocusEvent) => {
      if (!isWithin(event.currentTarget, event.relatedTarget)) setOpen(false);
    },
  };
}

function isWithin(place: EventTarget | null, other: EventTarget | null): boolean {
  return place instanceof Node && other instanceof Node && place.contains(other);
}
