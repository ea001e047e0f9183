import { useId } from 'preact/hooks';

type Props = {
  /** Of the group of radio buttons. */
  name: string;
  title: string;
  help: string;
  isChosen: boolean;
  /** It cannot be chosen; `help` says why. */
  isRefused?: boolean;
  onChoose: () => void;
};

/** One of several ways, with a sentence about it. */
export function Mode({ name, title, help, isChosen, isRefused = false, onChoose }: Props) {
  const id = useId();
  return (
    <label class={isRefused ? 'mode refused' : 'mode'}>
      <input
        type="radio"
        name={name}
        checked={isChosen}
        disabled={isRefused}
        aria-describedby={id}
        onChange={onChoose}
      />
      <span>
        {title}
        <span id={id} class="small">
          {help}
        </span>
      </span>
    </label>
  );
}
