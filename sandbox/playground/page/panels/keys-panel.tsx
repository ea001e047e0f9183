import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Hint } from '../../wire.ts';

/** What to type where the add-on asks for an account; a click copies. */
export function KeysPanel({ hints }: { hints: readonly Hint[] }): VNode {
  const [copied, setCopied] = useState('');
  const copy = (name: string, value: string): void => {
    navigator.clipboard.writeText(value).then(
      () => setCopied(name),
      () => setCopied(''),
    );
  };
  return (
    <div class="panel hints" role="dialog" aria-label="Demo accounts">
      <p>Each ticketing system has a demo account. Click a value to copy it, then paste it into the sidebar.</p>
      {hints.map((hint) => (
        <section key={hint.title}>
          <h2>{hint.title}</h2>
          {Object.entries(hint.values).map(([name, value]) => {
            const key = `${hint.title} ${name}`;
            return (
              <button key={key} type="button" class="hint" onClick={() => copy(key, value)}>
                <span class="hint-name">{name}</span>
                <code>{value}</code>
                <span class="hint-copy">{copied === key ? 'Copied' : 'Copy'}</span>
              </button>
            );
          })}
        </section>
      ))}
    </div>
  );
}
