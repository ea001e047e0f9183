import { ReportChange, type Report } from '../../shared/api.ts';
import { writingWith } from '../../shared/writing.ts';
import { found, withLastRun, type State } from './fake-worker-state.ts';

/** By "METHOD path-with-:id": one report's history, and changes of it that name only some of its fields. */
export const REPORT_ROUTES: Record<string, (state: State, id: string, body: unknown) => unknown> = {
  'GET /v1/reports/:id/runs': (state, id) => ({
    runs: [...state.runs.values()].filter(({ reportId }) => reportId === id).toReversed(),
  }),
  'PATCH /v1/reports/:id': (state, id, body) => {
    const before = found(state.reports, id);
    const { writing, ...change } = ReportChange.parse(body);
    const given: Partial<Report> = Object.fromEntries(
      Object.entries(change).filter(([, value]) => value !== undefined),
    );
    const changed = { ...before, ...given, writing: writingWith(writing, before.writing), version: before.version + 1 };
    state.reports.set(id, changed);
    return withLastRun(state, changed);
  },
};
