import { useEffect, useRef } from 'preact/hooks';
import { useApp } from '../app-context.ts';
import type { Choice, ChoiceSearch } from '../use-choices.ts';
import { words } from '../words.ts';

type Props = {
  /** Of the input the list belongs to. */
  id: string;
  kind: 'events' | 'apps';
  search: ChoiceSearch;
  options: readonly Choice[];
  typed: string;
  active: number;
  onTake: (id: string) => void;
};

/** The id of an option, for the input that points to it. */
export const optionId = (id: string, index: number): string => `${id}-option-${index}`;

/** What the account has to choose from, below the field it is for. */
export function ChoiceList({ id, kind, search, options, typed, active, onTake }: Props) {
  const { suggest } = words;
  const { found, isLoading, hasFailed } = search;
  const isEmpty = found !== undefined && options.length === 0;
  // Nothing to choose and nothing to say: a list of IDs typed before that has none yet.
  if (!isLoading && isEmpty && !typed) return null;
  return (
    <div class="choices">
      {found?.known === 'used' && options.length > 0 && <p class="small">{suggest.used}</p>}
      <ul id={`${id}-list`} role="listbox" aria-label={suggest.results[kind]}>
        {options.map((choice, index) => (
          <Option
            key={choice.id}
            id={optionId(id, index)}
            choice={choice}
            isActive={index === active}
            onTake={onTake}
          />
        ))}
      </ul>
      {isLoading && options.length === 0 && <p class="small busy">{suggest.loading}</p>}
      {hasFailed && <p class="small">{suggest.failed}</p>}
      {!isLoading && isEmpty && typed && found.known === 'all' && <p class="small">{suggest.nothing(typed)}</p>}
      {typed && !options.some((choice) => choice.id === typed) && (
        <button type="button" class="text" onMouseDown={keepFocus} onClick={() => onTake(typed)}>
          {suggest.asTyped(typed)}
        </button>
      )}
    </div>
  );
}

/** A press would take the focus from the input and close the list before it is a click. */
const keepFocus = (event: Event): void => event.preventDefault();

type OptionProps = { id: string; choice: Choice; isActive: boolean; onTake: (id: string) => void };

function Option({ id, choice, isActive, onTake }: OptionProps) {
  const { format } = useApp();
  const place = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isActive) place.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  const start = choice.start === null ? '' : format.moment(choice.start);
  const more = [start, choice.venue, choice.name === null ? '' : choice.id].filter(Boolean).join(' · ');
  return (
    <li
      id={id}
      ref={place}
      role="option"
      aria-selected={isActive}
      onMouseDown={keepFocus}
      onClick={() => onTake(choice.id)}
    >
      <span>{choice.name ?? choice.id}</span>
      {more && <span class="small">{more}</span>}
    </li>
  );
}
