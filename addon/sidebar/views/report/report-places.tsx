import { useState } from 'preact/hooks';
import type { Report } from '../../../../shared/api.ts';
import type { Preflight } from '../../../../shared/changes.ts';
import { useApp } from '../../app-context.ts';
import { isOurs } from '../../catalogue.ts';
import { isOver } from '../../run-stream.ts';
import { useTask } from '../../use-task.ts';
import { words } from '../../words.ts';
import { AppNotice } from '../app-notice.tsx';
import { CheckFacts } from '../check-facts.tsx';
import { NavList, type Destination } from '../nav-list.tsx';
import { MoveReport } from './move-report.tsx';

/** What can be set for a report or done with it, besides refreshing it. */
export function ReportPlaces({ report }: { report: Report }) {
  const { catalogue, go, refreshing } = useApp();
  const [isMoving, setMoving] = useState(false);
  const isGoing = report.lastRun !== null && !isOver(report.lastRun);
  if (isMoving) return <MoveReport report={report} onClose={() => setMoving(false)} />;
  // Only where rows are found again can an edit be told from a change; elsewhere a refresh overwrites it or leaves it.
  const canCheck = report.writeMode === 'sync' && report.lastRun !== null && !isGoing;
  const edits: Destination = {
    id: 'edits',
    title: words.edits.check,
    onGo: () => refreshing.refresh(report.id, { repair: 'list' }),
  };
  const own = isOurs(report, catalogue) ? ownPlaces(report, go, () => setMoving(true)) : [];
  const items = [...own, ...(canCheck ? [edits] : [])];
  return (
    <>
      {items.length > 0 && <NavList label={words.report.moreOf(report.name)} items={items} />}
      <Check report={report} />
    </>
  );
}

function ownPlaces(report: Report, go: ReturnType<typeof useApp>['go'], onMove: () => void): Destination[] {
  const { report: text, rename, schedule, sharing } = words;
  const places: Destination[] = [
    {
      id: 'edit',
      title: text.edit,
      note: text.editHelp,
      onGo: () => go({ view: 'form', report }),
    },
    {
      id: 'schedule',
      title: schedule.open,
      onGo: () => go({ view: 'schedule', report }),
    },
    { id: 'sharing', title: sharing.open, onGo: () => go({ view: 'sharing', report }) },
    {
      id: 'duplicate',
      title: text.duplicate,
      note: text.duplicateHelp,
      onGo: () => go({ view: 'form', like: report }),
    },
    { id: 'move', title: rename.open, onGo: onMove },
  ];
  return places;
}

function Check({ report }: { report: Report }) {
  const { api } = useApp();
  const [check, setCheck] = useState<Preflight>();
  const asking = useTask();
  const ask = (): void => asking.start(async () => setCheck(await api.preflight({ reportId: report.id })));
  return (
    <>
      <button type="button" class="text start" aria-busy={asking.isBusy} onClick={ask}>
        {asking.isBusy ? words.check.busy : words.check.ask}
      </button>
      <AppNotice problem={asking.problem} />
      {check && !asking.isBusy && <CheckFacts check={check} tab={report.destination?.tab ?? report.name} />}
    </>
  );
}
