import { useEffect, useRef, useState } from 'preact/hooks';
import type { Report } from '../../../shared/api.ts';
import type { ReportState } from '../report-state.ts';
import { isOver } from '../run-stream.ts';

type Props = { report: Report; state: ReportState };

/**
 * Tells screen readers once how a refresh ended that was going on. What is on show says how long ago that was and so changes with every
 * minute: read out each time, it would never be still.
 */
export function Announcement({ report: { name, destination, lastRun }, state }: Props) {
  const [said, say] = useState('');
  const isGoing = lastRun !== null && !isOver(lastRun);
  const wasGoing = useRef(isGoing);
  useEffect(() => {
    const hasEnded = wasGoing.current && !isGoing && lastRun?.status !== 'cancelled';
    wasGoing.current = isGoing;
    if (isGoing) say('');
    if (hasEnded) say(`${destination?.tab ?? name}: ${state.text.replaceAll(' · ', ', ')}`);
  }, [isGoing]);
  return (
    <p class="hidden" role="status">
      {said}
    </p>
  );
}
