import { useState } from 'preact/hooks';
import { words } from '../words.ts';

/** A text that is meant to be pasted elsewhere; stays selectable where the browser does not let us copy. */
export function CopyText({ text }: { text: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <div class="copy">
      <code>{text}</code>
      <button type="button" class="text" onClick={copy}>
        {isCopied ? words.link.copied : words.link.copy}
      </button>
    </div>
  );
}
