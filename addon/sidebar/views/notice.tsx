import type { ComponentChildren } from 'preact';
import type { Problem } from '../problem.ts';
import { words } from '../words.ts';

type Props = { problem: Problem | undefined; children?: ComponentChildren };

/** A failure: what happened, what to do next, and below it the way to do it. Nothing while there is none. */
export function Notice({ problem, children }: Props) {
  if (!problem) return null;
  return (
    <div class="notice" role="alert">
      <p class="notice-title">{problem.title}</p>
      <p>{problem.next}</p>
      {children && <div class="actions">{children}</div>}
      <ForSupport {...problem} />
    </div>
  );
}

function ForSupport({ detail, reference }: Problem) {
  if (!detail && !reference) return null;
  return (
    <details class="small">
      <summary>{words.support}</summary>
      {detail && <p>{detail}</p>}
      {reference && <p>{words.reference(reference)}</p>}
    </details>
  );
}
