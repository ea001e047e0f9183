import type { Report } from '../../../../shared/api.ts';
import type { Schedule } from '../../../../shared/schedules.ts';
import { useApp } from '../../app-context.ts';
import type { Format } from '../../format.ts';
import { useNow } from '../../use-now.ts';
import { useTask } from '../../use-task.ts';
import { words } from '../../words.ts';
import { AppNotice } from '../app-notice.tsx';

type Props = { report: Report; schedule: Schedule };

/** How a schedule goes: when it is next due, what it left out, and whether it stands still. */
export function ScheduleState({ report, schedule }: Props) {
  const { api, format, reload, go } = useApp();
  const changing = useTask();
  const now = useNow(30_000);
  const { schedule: text } = words;
  const { paused } = schedule;
  const change = (): void =>
    changing.start(async () => {
      const next = await (paused ? api.resumeSchedule(report.id) : api.pauseSchedule(report.id));
      await reload();
      go({ view: 'schedule', report: { ...report, schedule: next } });
    });
  const rest = paused ? text.resume : text.pause;
  const busy = paused ? text.resuming : text.pausing;
  return (
    <div class={paused ? 'hold' : 'receipt'} role="status">
      {sentences(schedule, now, format).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <AppNotice problem={changing.problem} />
      <div class="actions">
        <button type="button" aria-busy={changing.isBusy} onClick={change}>
          {changing.isBusy ? busy : rest}
        </button>
      </div>
    </div>
  );
}

function sentences({ paused, failures, nextDue, lateFrom, skipped, caughtUp }: Schedule, now: number, format: Format) {
  const { schedule: text } = words;
  const at = (instant: string): string => format.since(instant, now);
  if (paused?.because === 'failures') return [text.pausedByFailures(format.count(failures), at(paused.since))];
  if (paused) return [text.pausedByPerson(at(paused.since))];
  return [
    nextDue === null ? text.noNext : text.nextDue(at(nextDue)),
    ...(lateFrom !== null && Date.parse(lateFrom) <= now ? [text.late] : []),
    ...(skipped ? [text.skipped(at(skipped.due))] : []),
    ...(caughtUp ? [text.caughtUp(format.count(caughtUp.missed), at(caughtUp.at))] : []),
  ];
}
