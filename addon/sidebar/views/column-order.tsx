import { useEffect, useRef, useState } from 'preact/hooks';
import { useApp } from '../app-context.ts';
import { moved } from '../column-choice.ts';
import { useGrowing } from '../use-growing.ts';
import { words } from '../words.ts';
import type { ColumnsProps } from './column-picker.tsx';

type Move = { id: string; step: -1 | 1 };

/** The chosen columns in the order they get in the tab, each with buttons to move it. */
export function ColumnOrder({ columns, chosen, onChosen }: ColumnsProps) {
  const { count } = useApp().format;
  const [last, setLast] = useState<Move>();
  const list = useFocusAfter(last, chosen);
  const drawn = useGrowing(chosen);
  const titleOf = (id: string): string => columns.find((column) => column.id === id)?.title ?? id;
  const move = (id: string, step: -1 | 1): void => {
    onChosen(moved(chosen, id, step));
    setLast({ id, step });
  };
  const news = last && words.columns.moved(titleOf(last.id), count(chosen.indexOf(last.id) + 1), count(chosen.length));
  return (
    <>
      <ol class="checks order" ref={list}>
        {drawn.map((id, index) => (
          <li key={id} class="check">
            <span class="grow">{titleOf(id)}</span>
            <MoveButton id={id} title={titleOf(id)} step={-1} isEnd={index === 0} onMove={move} />
            <MoveButton id={id} title={titleOf(id)} step={1} isEnd={index === chosen.length - 1} onMove={move} />
          </li>
        ))}
      </ol>
      <p class="hidden" aria-live="polite">
        {news}
      </p>
    </>
  );
}

type MoveButtonProps = Move & { title: string; isEnd: boolean; onMove: (id: string, step: -1 | 1) => void };

function MoveButton({ id, title, step, isEnd, onMove }: MoveButtonProps) {
  const { columns: text } = words;
  return (
    <button
      type="button"
      class="icon"
      data-move={`${id} ${step}`}
      aria-label={step < 0 ? text.up(title) : text.down(title)}
      aria-disabled={isEnd}
      onClick={() => !isEnd && onMove(id, step)}
    >
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <path d={step < 0 ? 'M5 12l5-5 5 5' : 'M5 8l5 5 5-5'} />
      </svg>
    </button>
  );
}

/** A line that moves in the page loses the focus; the person wants to press the same button again. */
function useFocusAfter(last: Move | undefined, chosen: readonly string[]) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (!last) return;
    const wanted = `${last.id} ${last.step}`;
    const buttons = [...(list.current?.querySelectorAll<HTMLButtonElement>('[data-move]') ?? [])];
    buttons.find((button) => button.dataset['move'] === wanted)?.focus();
  }, [last, chosen]);
  return list;
}
