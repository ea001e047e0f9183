import { useState } from 'preact/hooks';
import type { Report } from '../../shared/api.ts';
import type { Preflight } from '../../shared/changes.ts';
import { useApp } from './app-context.ts';
import { isBlocked } from './check-words.ts';
import type { ReportDraft } from './report-draft.ts';
import { preflightInputOf } from './report-input.ts';
import { useTask, type Task } from './use-task.ts';

/** Longest wait before a run that somebody has asked for: the run finds out by itself what this would have told. */
const PATIENCE_MS = 12_000;

/** What a full refresh of the form as it is would take and do. */
export type Check = {
  /** Undefined before it is asked for, and when the form has changed since. */
  found: Preflight | undefined;
  asking: Task;
  ask: () => void;
  /** Asks if need be. False when something is in the way, which is on show then. */
  isClear: () => Promise<boolean>;
};

/** @param saved the report that is changed; a new one without it. */
export function useCheck(draft: ReportDraft, saved: Report | undefined): Check {
  const { api, catalogue } = useApp();
  const asking = useTask();
  const [shown, setShown] = useState<{ found: Preflight; of: string }>();
  const input = draft.dataset === '' ? null : preflightInputOf(draft, catalogue.spreadsheet?.id ?? '', saved?.id);
  const of = JSON.stringify(input);
  const found = shown?.of === of ? shown.found : undefined;
  const read = async (patienceMs?: number): Promise<Preflight | undefined> => {
    if (!input) return undefined;
    const read = await api.preflight(input, patienceMs);
    setShown({ found: read, of });
    return read;
  };
  const isClear = async (): Promise<boolean> => {
    if (found && !isBlocked(found)) return true;
    const anew = await read(PATIENCE_MS).catch(() => undefined);
    return anew === undefined || !isBlocked(anew);
  };
  return { found, asking, ask: () => asking.start(async () => void (await read())), isClear };
}
