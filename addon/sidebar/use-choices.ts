import { useEffect, useRef, useState } from 'preact/hooks';
import type { Choices } from '../../shared/api.ts';
import { useApp } from './app-context.ts';

/** Between the last letter and the question. */
const PAUSE_MS = 200;

/** One event or app to choose. */
export type Choice = Choices['choices'][number];

export type ChoiceSearch = {
  found: Choices | undefined;
  isLoading: boolean;
  hasFailed: boolean;
  /** Everything seen so far, by ID, to name what was chosen. */
  seen: ReadonlyMap<string, Choice>;
};

/**
 * Events or apps of an account that fit the text.
 *
 * @param isWanted nothing is asked until the field is used, or holds something that wants a name.
 */
export function useChoices(accountId: string, kind: 'events' | 'apps', text: string, isWanted: boolean): ChoiceSearch {
  const { api } = useApp();
  const [search, setSearch] = useState<Omit<ChoiceSearch, 'seen'>>(NOTHING);
  const seen = useRef(new Map<string, Choice>());
  useEffect(() => {
    if (!isWanted) return;
    let isCurrent = true;
    const look = async (): Promise<void> => {
      const found = await api.choices(accountId, kind, text.trim());
      for (const choice of found.choices) seen.current.set(choice.id, choice);
      if (isCurrent) setSearch({ found, isLoading: false, hasFailed: false });
    };
    setSearch((before) => ({ ...before, isLoading: true }));
    const timer = setTimeout(
      () => look().catch(() => isCurrent && setSearch({ found: undefined, isLoading: false, hasFailed: true })),
      text === '' ? 0 : PAUSE_MS,
    );
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [api, accountId, kind, text, isWanted]);
  return { ...search, seen: seen.current };
}

const NOTHING: Omit<ChoiceSearch, 'seen'> = { found: undefined, isLoading: false, hasFailed: false };
