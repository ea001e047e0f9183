import type { ComponentChildren, VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Dialog } from './dialog.tsx';

type AskTextProps = {
  label: string;
  field: string;
  value: string;
  action: string;
  onDone: (text: string) => void;
  onClose: () => void;
  children?: ComponentChildren;
};

/** Asks for one line of text. */
export function AskText({ label, field, value, action, onDone, onClose, children }: AskTextProps): VNode {
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => input.current?.select(), []);
  const submit = (event: Event): void => {
    event.preventDefault();
    onDone(input.current?.value.trim() ?? '');
    onClose();
  };
  return (
    <Dialog label={label} onClose={onClose}>
      <form onSubmit={submit}>
        <label class="field">
          {field}
          <input ref={input} required defaultValue={value} />
        </label>
        {children}
        <div class="dialog-end">
          <button type="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" class="primary">
            {action}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
