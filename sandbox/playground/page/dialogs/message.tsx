import type { VNode } from 'preact';

/** Something a person has to know before going on. */
export function Message({ text, onClose }: { text: string; onClose: () => void }): VNode {
  return (
    <div class="shade">
      <div class="dialog" role="alertdialog" aria-modal="true" aria-label="Message">
        <p>{text}</p>
        <button type="button" class="primary" ref={(button) => button?.focus()} onClick={onClose}>
          OK
        </button>
      </div>
    </div>
  );
}
