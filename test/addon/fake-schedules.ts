import type { Report } from '../../shared/api.ts';
import { ScheduleInput, type Schedule, type ScheduleOffers } from '../../shared/schedules.ts';
import { found, type State } from './fake-worker-state.ts';

const OFFERS: ScheduleOffers = {
  expectedSeconds: 420,
  intervals: [
    {
      minutes: 1,
      offered: false,
      reason: 'A refresh takes about 7 minutes: the next one would be due before it is through.',
    },
    {
      minutes: 5,
      offered: false,
      reason: 'A refresh takes about 7 minutes: the next one would be due before it is through.',
    },
    { minutes: 15, offered: true, reason: 'A refresh takes about 7 minutes.' },
    { minutes: 60, offered: true, reason: 'A refresh takes about 7 minutes.' },
  ],
  timeZone: 'Europe/Amsterdam',
};

/** A schedule as the worker answers it. */
export function scheduleOf(reportId: string, input: ScheduleInput, rest: Partial<Schedule> = {}): Schedule {
  const { timing, timeZone, startDate = null, stopDate = null, pauseAfter = 5 } = input;
  return {
    reportId,
    timing,
    timeZone,
    startDate,
    stopDate,
    pauseAfter,
    says: '',
    nextDue: '2027-05-01T12:15:00.000Z',
    lateFrom: null,
    paused: null,
    failures: 0,
    skipped: null,
    caughtUp: null,
    version: 1,
    updatedAt: '2027-05-01T12:00:00.000Z',
    ...rest,
  };
}

function changed(state: State, id: string, change: Partial<Report>): void {
  state.reports.set(id, { ...found(state.reports, id), ...change });
}

function withPause(state: State, id: string, paused: Schedule['paused']): Schedule | null {
  const { schedule } = found(state.reports, id);
  changed(state, id, { schedule: schedule && { ...schedule, paused, version: schedule.version + 1 } });
  return found(state.reports, id).schedule;
}

/** By "METHOD path-with-:id". */
export const SCHEDULE_ROUTES: Record<string, (state: State, id: string, body: unknown) => unknown> = {
  'GET /v1/reports/:id/schedule/offers': () => OFFERS,
  'PUT /v1/reports/:id/schedule': (state, id, body) => {
    const before = found(state.reports, id).schedule?.version ?? 0;
    const schedule = scheduleOf(id, ScheduleInput.parse(body), { version: before + 1 });
    changed(state, id, { schedule });
    return schedule;
  },
  'DELETE /v1/reports/:id/schedule': (state, id) => {
    changed(state, id, { schedule: null });
    return { deleted: true };
  },
  'POST /v1/reports/:id/schedule/pause': (state, id) =>
    withPause(state, id, { since: '2027-05-01T12:00:00.000Z', because: 'person' }),
  'POST /v1/reports/:id/schedule/resume': (state, id) => withPause(state, id, null),
};
