import type { Writable } from 'node:stream';
import type { Run } from '../../shared/api.ts';

/** A stream that may be a terminal; process.stderr is one. */
export type Screen = Writable & { isTTY?: boolean; columns?: number };

export type ProgressBar = { readonly show: (run: Run) => void; readonly clear: () => void };

const WIDTH = 24;
const CLEAR_LINE = '\r\u001b[2K';
const COUNT = new Intl.NumberFormat('en-US');
const PHASES: Record<Run['phase'], string> = {
  waiting: 'Waiting',
  reading: 'Reading',
  'catching-up': 'Catching up',
  publishing: 'Publishing',
  finished: 'Done',
};

/** A line that shows how far a run is, drawn over and over; on a screen that is no terminal nothing is drawn. */
export function createProgressBar(screen: Screen, now: () => number): ProgressBar {
  if (!screen.isTTY) return { show: () => undefined, clear: () => undefined };
  let isDrawn = false;
  const draw = (text: string): void => {
    if (isDrawn || text !== '') screen.write(CLEAR_LINE + text);
    isDrawn = text !== '';
  };
  return {
    // Some terminals say that they are 0 wide: they do not know.
    show: (run) => draw(progressLine(run, now()).slice(0, (screen.columns || 80) - 1)),
    clear: () => draw(''),
  };
}

/** How far a run is, as one line. */
export function progressLine(run: Run, now: number): string {
  const { phase, rows, total, estimatedEnd, queue } = run;
  if (queue) return `${PHASES[phase]}  waiting for Google, ${COUNT.format(queue.ahead)} calls are first`;
  if (total === null || total === 0) return `${PHASES[phase]}  ${COUNT.format(rows)} rows`;
  const share = Math.min(rows / total, 1);
  const done = Math.round(share * WIDTH);
  const bar = '█'.repeat(done) + '░'.repeat(WIDTH - done);
  const percent = `${String(Math.floor(share * 100)).padStart(3)} %`;
  const count = `${COUNT.format(rows)} of ${COUNT.format(total)} rows`;
  return `${PHASES[phase]}  ${bar} ${percent}  ${count}${timeLeft(estimatedEnd, now)}`;
}

function timeLeft(estimatedEnd: string | null, now: number): string {
  if (estimatedEnd === null) return '';
  const seconds = Math.max(0, Math.ceil((Date.parse(estimatedEnd) - now) / 1000));
  const minutes = Math.floor(seconds / 60);
  return minutes > 0 ? `  ${minutes} min ${seconds % 60} s left` : `  ${seconds} s left`;
}
