import type { Preview } from '../../shared/api.ts';
import { useApp } from './app-context.ts';
import type { ReportDraft } from './report-draft.ts';
import { previewInputOf } from './report-input.ts';
import { useAnswer, type Answer } from './use-answer.ts';

/** The first rows of the form as it is. @param isWanted whether somebody looks at them. */
export function usePreview(draft: ReportDraft, isWanted: boolean): Answer<Preview> {
  const { api, catalogue } = useApp();
  const input = draft.dataset === '' ? null : previewInputOf(draft, catalogue.spreadsheet?.id ?? '');
  return useAnswer(JSON.stringify(input), isWanted && input !== null, (signal) => {
    if (!input) throw new RangeError('nothing is chosen yet');
    return api.preview(input, signal);
  });
}
