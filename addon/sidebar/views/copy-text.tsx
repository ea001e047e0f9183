import { useState } from 'preact/hooks';
import { words } from '../words.ts';

type Props = { text: string; label?: string; /** Several lines, meant to be read as well. */ isLong?: boolean };

/** A text that is meant to be pasted elsewhere; stays selectable where the browser does not let us copy. */
export function CopyText({ text, label = words.link.copy, isLong = false }: Props) {
  const [isCopied, setCopied] = useState(false);
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <div class="copy">
      {isLong ? <p class="quoted">{text}</p> : <code>{text}</code>}
      <button type="button" class="text" onClick={copy}>
        {isCopied ? words.link.copied : label}
      </button>
    </div>
  );
}
