import type { TargetedKeyboardEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { Field } from '../../../shared/api.ts';
import { useApp } from '../app-context.ts';
import { providerOf } from '../catalogue.ts';
import { idsOf, taking, typing, valueOf, type IdList } from '../id-list.ts';
import { useChoices } from '../use-choices.ts';
import { words } from '../words.ts';
import { ChoiceList, optionId } from './choice-list.tsx';
import { Chips } from './chips.tsx';

type Props = {
  field: Field & { suggests: 'events' | 'apps' };
  accountId: string;
  value: string;
  onValue: (value: string) => void;
  /** Its id, and what says more about it. */
  described: { id: string; 'aria-describedby': string; 'aria-invalid': boolean };
  inputRef: ((element: HTMLElement | null) => void) | null;
};

/** IDs of events or apps: found by name, or typed. */
export function IdInput({ field, accountId, value, onValue, described, inputRef }: Props) {
  const list = useIdList(field, value, onValue);
  const search = useChoices(accountId, field.suggests, list.typed, list.isOpen || list.taken.length > 0);
  const options = (search.found?.choices ?? []).filter(({ id }) => !list.taken.includes(id));
  const titleOf = (id: string): string => search.seen.get(id)?.name ?? id;
  const isFull = !field.several && list.taken.length > 0;
  const { suggest } = words;
  return (
    <div class="ids" onFocusOut={list.leave}>
      {list.taken.length > 0 && (
        <Chips items={list.taken.map((id) => ({ id, title: titleOf(id) }))} onRemove={list.remove} />
      )}
      {!isFull && (
        <input
          {...described}
          type="text"
          role="combobox"
          autocomplete="off"
          spellcheck={false}
          required={field.required && list.taken.length === 0}
          placeholder={search.found?.known === 'used' ? '' : suggest.listed[field.suggests]}
          aria-expanded={list.isOpen}
          aria-controls={`${described.id}-list`}
          aria-activedescendant={list.isOpen && list.active >= 0 ? optionId(described.id, list.active) : undefined}
          ref={inputRef}
          value={list.typed}
          onClick={list.open}
          onInput={(event) => list.type(event.currentTarget.value)}
          onKeyDown={(event) => list.key(event, options)}
        />
      )}
      {list.isOpen && !isFull && (
        <ChoiceList
          id={described.id}
          kind={field.suggests}
          search={search}
          options={options}
          typed={list.typed.trim()}
          active={list.active}
          onTake={list.take}
        />
      )}
      <Hint field={field} accountId={accountId} list={list} search={search} />
    </div>
  );
}

type Ids = ReturnType<typeof useIdList>;

/** The field's own state: which IDs are taken, what is typed, and where the list stands. */
function useIdList(field: Field, value: string, onValue: (value: string) => void) {
  const several = field.several === true;
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
  const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
  const key = (event: TargetedKeyboardEvent<HTMLInputElement>, options: readonly { id: string }[]): void => {
    const step = steps[event.key];
    if (step !== undefined) {
      setOpen(true);
      setActive(Math.max(-1, Math.min(options.length - 1, active + step)));
    } else if (event.key === 'Escape') setOpen(false);
    else if (event.key === 'Enter') {
      const chosen = (isOpen ? options[active]?.id : undefined) ?? list.typed.trim();
      if (chosen) take(chosen);
    } else return;
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
      const place = event.currentTarget;
      const isInside =
        place instanceof Node && event.relatedTarget instanceof Node && place.contains(event.relatedTarget);
      if (!isInside) setOpen(false);
    },
  };
}

type HintProps = { field: Field; accountId: string; list: Ids; search: ReturnType<typeof useChoices> };

/** What a person should know who typed an ID, or looks for a list that is not there. */
function Hint({ accountId, list, search }: HintProps) {
  const { catalogue } = useApp();
  const { suggest } = words;
  const typed = list.typed.trim();
  if (list.isOpen || !search.found) return null;
  if (search.found.known === 'all' && typed && !search.seen.has(typed)) {
    return <p class="small">{suggest.unlisted(typed)}</p>;
  }
  if (search.found.known === 'all' || search.found.choices.length > 0) return null;
  return <p class="small">{suggest.remembered(providerOf(catalogue, accountId)?.title ?? words.home.system)}</p>;
}
