import { useEffect, useRef } from 'preact/hooks';
import type { Field } from '../../../shared/catalogue.ts';
import { useApp } from '../app-context.ts';
import { providerOf } from '../catalogue.ts';
import { useChoices, type Choice, type ChoiceSearch } from '../use-choices.ts';
import { useIdList, type IdField } from '../use-id-list.ts';
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
export function IdInput(props: Props) {
  const { field, accountId, value, onValue, described } = props;
  const list = useIdList(value, field.several === true, onValue);
  const search = useChoices(accountId, field.suggests, list.typed, list.isOpen || list.taken.length > 0);
  const options = (search.found?.choices ?? []).filter(({ id }) => !list.taken.includes(id));
  const titleOf = (id: string): string => search.seen.get(id)?.name ?? id;
  const isFull = !field.several && list.taken.length > 0;
  const place = useFocusAfterTaking(isFull);
  return (
    <>
      <div class="ids" ref={place} onFocusOut={list.leave}>
        {list.taken.length > 0 && (
          <Chips items={list.taken.map((id) => ({ id, title: titleOf(id) }))} onRemove={list.remove} />
        )}
        {!isFull && <Combobox {...props} list={list} search={search} options={options} />}
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
      </div>
      <Hint accountId={accountId} list={list} search={search} />
    </>
  );
}

/** With the only ID chosen its field goes: who was in it is put on what came instead. */
function useFocusAfterTaking(isFull: boolean) {
  const place = useRef<HTMLDivElement>(null);
  const before = useRef(isFull);
  useEffect(() => {
    if (isFull && !before.current) place.current?.querySelector('button')?.focus();
    before.current = isFull;
  }, [isFull]);
  return place;
}

type ComboboxProps = Props & { list: IdField; search: ChoiceSearch; options: readonly Choice[] };

function Combobox({ field, described, inputRef, list, search, options }: ComboboxProps) {
  const active = list.isOpen && list.active >= 0 ? optionId(described.id, list.active) : undefined;
  return (
    <input
      {...described}
      type="text"
      role="combobox"
      autocomplete="off"
      spellcheck={false}
      required={field.required && list.taken.length === 0}
      placeholder={placeholderOf(field, list, search)}
      aria-expanded={list.isOpen}
      aria-controls={`${described.id}-list`}
      aria-activedescendant={active}
      ref={inputRef}
      value={list.typed}
      onClick={list.open}
      onInput={(event) => list.type(event.currentTarget.value)}
      onKeyDown={(event) => list.key(event, options)}
    />
  );
}

function placeholderOf({ suggests }: Props['field'], { taken }: IdField, { found }: ChoiceSearch): string {
  if (taken.length > 0) return words.suggest.another;
  return found?.known === 'used' ? '' : words.suggest.listed[suggests];
}

type HintProps = { accountId: string; list: IdField; search: ChoiceSearch };

/**
 * What a person should know who typed an ID, or looks for a list that is not there. It stands below the list also while that is
 * open: if it appeared when the field is left, what is pressed next would move away under the pointer.
 */
function Hint({ accountId, list, search }: HintProps) {
  const { catalogue } = useApp();
  const { suggest } = words;
  const typed = list.typed.trim();
  if (!search.found) return null;
  if (search.found.known === 'all' && typed && !search.seen.has(typed)) {
    return <p class="small">{suggest.unlisted(typed)}</p>;
  }
  if (search.found.known === 'all' || search.found.choices.length > 0) return null;
  return <p class="small">{suggest.remembered(providerOf(catalogue, accountId)?.title ?? words.home.system)}</p>;
}
