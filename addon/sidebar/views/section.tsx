import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

type Props = { title: string; error?: string | undefined; children: ComponentChildren };

/** A named part of a form. */
export function Section({ title, error, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
      {error && (
        <p class="field-error" tabIndex={-1} data-error>
          {error}
        </p>
      )}
    </section>
  );
}
