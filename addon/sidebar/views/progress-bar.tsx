import { useApp } from '../app-context.ts';
import type { Progress } from '../run-progress.ts';

/** @param label names the bar for screen readers. */
export function ProgressBar({ progress, label }: { progress: Progress; label: string }) {
  const { percent } = useApp().format;
  const { share, phase, facts } = progress;
  const value = share === null ? {} : { 'aria-valuenow': Math.round(share * 100) };
  const text = [phase, share === null ? '' : percent(share), facts].filter(Boolean).join(', ');
  return (
    <div
      class={share === null ? 'bar unknown' : 'bar'}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuetext={text}
      {...value}
    >
      <div class="bar-fill" style={{ width: share === null ? '35%' : `${share * 100}%` }} />
    </div>
  );
}
