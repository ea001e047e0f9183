import { useState } from 'preact/hooks';
import type { Preflight } from '../../shared/changes.ts';
import { useApp } from './app-context.ts';
import { isBlocked } from './check-words.ts';
import type { ReportDraft } from './report-draft.ts';
import { preflightInputOf } from './report-input.ts';
import { useAnswer, type Answer } from './use-answer.ts';

/** Longest wait before a run that somebody has asked for: the run finds out by itself what this would have told. */
const PATIENCE_MS = 12_000;

/** What a full refresh of the form as it is would take and do. */
export type Check = Answer<Preflight> & {
  /** Asks if need be. False when something is in the way. */
  isClear: () => Promise<boolean>;
  /** How often something was in the way of a run that somebody asked for. */
  stops: number;
};

/** @param saved id of the report that is changed; a new one without it. @param isWanted whether it is asked for without a click. */
export function useCheck(draft: ReportDraft, saved: string | undefined, isWanted: boolean): Check {
  const { api, catalogue } = useApp();
  const [stops, setStops] = useState(0);
  const input = draft.dataset === '' ? null : preflightInputOf(draft, catalogue.spreadsheet?.id ?? '', saved);
  const answer = useAnswer(JSON.stringify(input), isWanted && input !== null, (signal) => {
    if (!input) throw new RangeError('nothing is chosen yet');
    return api.preflight(input, signal);
  });
  const isClear = async (): Promise<boolean> => {
    const known = answer.isOld ? undefined : answer.value;
    if (known && !isBlocked(known)) return true;
    const found = await answer.now(PATIENCE_MS).catch(() => undefined);
    const isInTheWay = found !== undefined && isBlocked(found);
    if (isInTheWay) setStops((before) => before + 1);
    return !isInTheWay;
  };
  return { ...answer, isClear, stops };
}
