import type { ComponentChildren, VNode } from 'preact';
import { useEffect } from 'preact/hooks';

type DialogProps = { label: string; onClose: () => void; children: ComponentChildren; look?: string };

/** A box over the page; a click beside it and Escape close it. */
export function Dialog({ label, onClose, children, look = '' }: DialogProps): VNode {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') onClose();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <div class="shade" onClick={(event) => event.target === event.currentTarget && onClose()}>
      <div class={`dialog ${look}`} role="dialog" aria-modal="true" aria-label={label}>
        <h2>{label}</h2>
        {children}
      </div>
    </div>
  );
}
