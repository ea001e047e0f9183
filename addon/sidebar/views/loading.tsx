import type { ComponentChildren } from 'preact';
import type { Loaded } from '../use-loaded.ts';
import { words } from '../words.ts';
import { AppNotice } from './app-notice.tsx';

type Props<T> = { of: Loaded<T>; children: (value: T) => ComponentChildren };

/** What a view has read; until then that it reads, or why it could not and the way to try again. */
export function Loading<T>({ of: { value, problem, again }, children }: Props<T>) {
  if (value !== undefined) return <>{children(value)}</>;
  if (!problem) {
    return (
      <p class="busy" role="status">
        {words.loading}
      </p>
    );
  }
  return (
    <>
      <AppNotice problem={problem} />
      <button type="button" onClick={again}>
        {words.tryAgain}
      </button>
    </>
  );
}
