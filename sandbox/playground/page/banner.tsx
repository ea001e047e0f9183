import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Hint } from '../wire.ts';

/** Says that nothing here is real, and what to type where the add-on asks for an account. */
export function Banner({ hints, hasOutbox }: { hints: readonly Hint[]; hasOutbox: boolean }): VNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <div class="banner">
      <span>Rehearsal: simulated Google and ticketing systems, no account anywhere</span>
      {hints.length > 0 && (
        <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          Keys to try
        </button>
      )}
      {hasOutbox && (
        <a href="/outbox" target="_blank" rel="noreferrer">
          E-mails
        </a>
      )}
      {isOpen && (
        <div class="hints">
          {hints.map((hint) => (
            <HintList key={hint.title} hint={hint} />
          ))}
        </div>
      )}
    </div>
  );
}

function HintList({ hint }: { hint: Hint }): VNode {
  return (
    <section>
      <h2>{hint.title}</h2>
      {Object.entries(hint.values).map(([name, value]) => (
        <HintLine key={name} name={name} value={value} />
      ))}
    </section>
  );
}

function HintLine({ name, value }: { name: string; value: string }): VNode {
  const [isCopied, setCopied] = useState(false);
  const copy = (): void => {
    navigator.clipboard.writeText(value).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <div class="hint">
      <span class="hint-name">{name}</span>
      <code>{value}</code>
      <button type="button" onClick={copy}>
        {isCopied ? 'Copied' : 'Copy'}
      </button>
    </div>
  );
}
