import { useId, useState } from 'preact/hooks';
import { Chips } from './chips.tsx';

type Props = { title: string; help: string; chosen: readonly string[]; onChosen: (chosen: string[]) => void };

/** Any number of texts; what is typed counts without being confirmed. */
export function WordsInput({ title, help, chosen, onChosen }: Props) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const taken = typed === '' ? chosen : chosen.slice(0, -1);
  const type = (text: string): void => {
    const word = text.trim();
    setTyped(word === '' ? '' : text);
    onChosen([...taken, ...(word ? [word] : [])]);
  };
  return (
    <div class="field">
      <label for={id}>{title}</label>
      {taken.length > 0 && (
        <Chips
          items={taken.map((word) => ({ id: word, title: word }))}
          onRemove={(word) => onChosen(chosen.filter((one) => one !== word))}
        />
      )}
      <input
        id={id}
        type="text"
        autocomplete="off"
        aria-describedby={`${id}-below`}
        value={typed}
        onInput={(event) => type(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || typed === '') return;
          event.preventDefault();
          setTyped('');
          onChosen([...new Set(chosen)]);
        }}
      />
      <p id={`${id}-below`} class="small">
        {help}
      </p>
    </div>
  );
}
