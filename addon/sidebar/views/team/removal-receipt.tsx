import { useEffect, useRef } from 'preact/hooks';
import type { Removal } from '../../../../shared/people.ts';
import { useApp } from '../../app-context.ts';
import { told } from '../../told.ts';
import { words } from '../../words.ts';
import { TakeOver } from './take-over.tsx';

type Props = { removal: Removal; onClose: () => void };

/** What stays behind of somebody who was removed, and what to do about it. */
export function RemovalReceipt({ removal, onClose }: Props) {
  const { format } = useApp();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), [removal]);
  const { people: text } = words;
  const { email, belongings, spreadsheets, schedules, advice } = removal;
  return (
    <div class="receipt" role="group" aria-label={text.removed(email)} tabIndex={-1} ref={place}>
      <p class="name">{text.removed(email)}</p>
      {schedules > 0 && <p>{text.schedulesGoOn(format.count(schedules))}</p>}
      {belongings.length > 0 && <Belongings removal={removal} />}
      {spreadsheets.length > 0 && (
        <>
          <h3>{text.sheets}</h3>
          <ul class="small dots">
            {spreadsheets.map(({ id, title }) => (
              <li key={id}>{title ?? text.untitled}</li>
            ))}
          </ul>
          <p class="small">{text.sheetsHelp}</p>
        </>
      )}
      {advice.map((sentence) => (
        <p key={sentence}>{told(sentence)}</p>
      ))}
      <div class="actions">
        <button type="button" onClick={onClose}>
          {words.close}
        </button>
      </div>
    </div>
  );
}

function Belongings({ removal: { id, email, belongings } }: { removal: Removal }) {
  const { people: text } = words;
  return (
    <>
      <h3>{text.belongings}</h3>
      <ul class="small dots">
        {belongings.map((one) => (
          <li key={`${one.kind} ${one.id}`}>
            {text.kinds[one.kind] ?? one.kind}: {one.name}
          </li>
        ))}
      </ul>
      <TakeOver id={id} from={email} />
    </>
  );
}
