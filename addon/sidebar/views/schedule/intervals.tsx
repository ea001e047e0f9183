import { EVENT_MINUTES, EVERY_MINUTES } from '../../../../shared/schedules.ts';
import type { ScheduleForm } from '../../use-schedule-form.ts';
import { told } from '../../told.ts';
import { words } from '../../words.ts';
import { Mode } from '../mode.tsx';

type Props = { form: ScheduleForm; of: 'every' | 'event' };

/** How often; what is too often stays on show with the reason. */
export function Intervals({ form: { draft, change, offers }, of }: Props) {
  const { schedule: text } = words;
  const isEvent = of === 'event';
  const chosen = isEvent ? draft.eventMinutes : draft.minutes;
  const offerOf = (minutes: number) => offers?.intervals.find((offer) => offer.minutes === minutes);
  return (
    <div role="radiogroup" aria-label={text.interval} class="modes">
      {(isEvent ? EVENT_MINUTES : EVERY_MINUTES).map((minutes) => {
        const offer = offerOf(minutes);
        const isRefused = offer !== undefined && !offer.offered;
        const choose = (): void => {
          if (isEvent) change({ eventMinutes: minutes });
          else if (minutes !== 1) change({ minutes });
        };
        return (
          <Mode
            key={minutes}
            name={`interval-${of}`}
            title={text.intervals[minutes]}
            help={isRefused ? told(offer.reason) : ''}
            isChosen={chosen === minutes}
            isRefused={isRefused}
            onChoose={choose}
          />
        );
      })}
    </div>
  );
}
