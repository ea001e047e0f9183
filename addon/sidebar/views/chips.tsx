import { words } from '../words.ts';

type Props = { items: readonly { id: string; title: string }[]; onRemove: (id: string) => void };

/** What was chosen, each with a button to take it out again. */
export function Chips({ items, onRemove }: Props) {
  return (
    <ul class="picked">
      {items.map(({ id, title }) => (
        <li key={id} title={id}>
          <span>{title}</span>
          <button type="button" class="icon" aria-label={words.suggest.remove(title)} onClick={() => onRemove(id)}>
            <svg viewBox="0 0 20 20" aria-hidden="true">
              <path d="M6 6l8 8M14 6l-8 8" />
            </svg>
          </button>
        </li>
      ))}
    </ul>
  );
}
