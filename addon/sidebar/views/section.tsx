import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

type Props = {
  title: string;
  error?: string | undefined;
  /** Stands beside the title. */
  action?: ComponentChildren;
  children: ComponentChildren;
};

/** A named part of a form. */
export function Section({ title, error, action, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <div class="section-title">
        <h2 id={id}>{title}</h2>
        {action}
      </div>
      {children}
      {error && (
        <p class="field-error" tabIndex={-1} data-error>
          {error}
        </p>
      )}
    </section>
  );
}
