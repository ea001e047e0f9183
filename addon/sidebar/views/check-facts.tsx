import type { Preflight } from '../../../shared/changes.ts';
import { useApp } from '../app-context.ts';
import { checkSentences } from '../check-words.ts';
import { told } from '../told.ts';

type Props = { check: Preflight; tab: string };

/** What a full refresh takes and does to the tab, in words; what is in the way comes first. */
export function CheckFacts({ check, tab }: Props) {
  const { format } = useApp();
  const notices = [...check.notices].sort((a, b) => Number(b.blocking) - Number(a.blocking));
  return (
    <div class="check-facts">
      {notices.map(({ blocking, sentence }) => (
        <p key={sentence} class={blocking ? 'field-error' : 'small warning'} {...(blocking && { role: 'alert' })}>
          {told(sentence)}
        </p>
      ))}
      <ul class="small dots">
        {checkSentences(check, tab, format).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}
