import type { MemberList } from '../../../../shared/people.ts';
import { useApp } from '../../app-context.ts';
import { words } from '../../words.ts';
import { TakeOver } from './take-over.tsx';

/** People who were removed: what they made can still be put under another name. Out of the way until somebody looks. */
export function FormerMembers({ removed }: Pick<MemberList, 'removed'>) {
  const { format } = useApp();
  const { people: text } = words;
  return (
    <details class="former">
      <summary>{text.former(format.count(removed.length))}</summary>
      <ul class="lines">
        {removed.map(({ id, email, removedAt }) => (
          <li key={id}>
            <p class="name">{email}</p>
            <p class="small">{text.removedOn(format.day(removedAt))}</p>
            <TakeOver id={id} from={email} />
          </li>
        ))}
      </ul>
    </details>
  );
}
