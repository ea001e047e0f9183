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
  const isUsed = search.found?.known === 'used';
  const news = newsOf(search, options.length, typed);
  const place = useRef<HTMLDivElement>(null);
  // it would open below the edge, or under the buttons at the foot
  useEffect(() => place.current?.scrollIntoView({ block: 'nearest' }), [options.length]);
  // Nothing to choose and nothing to say: a list of IDs typed before that has none yet.
  if (options.length === 0 && !news && !typed) return null;
  return (
    <div class="choices" ref={place}>
      {isUsed && options.length > 0 && <p class="small">{suggest.used}</p>}
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
      {news && <p class={search.isLoading ? 'small busy' : 'small'}>{news}</p>}
      <AsTyped typed={typed} options={options} onTake={onTake} />
    </div>
  );
}

/** The way for whoever knows the ID. */
function AsTyped({ typed, options, onTake }: Pick<Props, 'typed' | 'options' | 'onTake'>) {
  if (!typed || options.some(({ id }) => id === typed)) return null;
  return (
    <button type="button" class="text" onMouseDown={keepFocus} onClick={() => onTake(typed)}>
      {words.suggest.asTyped(typed)}
    </button>
  );
}

/** Why there is nothing to choose from, if there is not. */
function newsOf({ found, isLoading, hasFailed }: ChoiceSearch, count: number, typed: string): string | null {
  const { suggest } = words;
  if (count > 0) return null;
  if (isLoading) return suggest.loading;
  if (hasFailed) return suggest.failed;
  return found?.known === 'all' ? suggest.nothing(typed) : null;
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
