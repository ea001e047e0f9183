import type { ComponentProps, TargetedInputEvent } from 'preact';
import { useId } from 'preact/hooks';

type Props = {
  type: 'time' | 'date' | 'number' | 'datetime-local' | 'text';
  title: string;
  value: string | number;
  help?: string;
  error?: string | undefined;
  onValue: (value: string) => void;
};

/** A question with the browser's own control for it. */
export function BareInput({ type, title, value, help, error, onValue }: Props) {
  const id = useId();
  const shown = typeof value === 'number' && Number.isNaN(value) ? '' : value;
  const shared = {
    id,
    value: shown,
    autocomplete: 'off',
    'aria-invalid': error !== undefined,
    'aria-describedby': `${id}-below`,
    onInput: (event: TargetedInputEvent<HTMLInputElement>) => onValue(event.currentTarget.value),
  } as const;
  return (
    <div class="field">
      <label for={id}>{title}</label>
      <Input type={type} {...shared} />
      <p id={`${id}-below`} class={error ? 'field-error' : 'small'}>
        {error ?? help}
      </p>
    </div>
  );
}

/** Preact's types tell kinds of inputs apart by a constant. */
function Input({ type, ...shared }: Pick<Props, 'type'> & Omit<ComponentProps<'input'>, 'type' | 'role' | 'list'>) {
  if (type === 'number') return <input {...shared} type="number" />;
  return type === 'text' ? <input {...shared} type="text" /> : <input {...shared} type={type} />;
}
