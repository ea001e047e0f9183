import type { SpreadsheetCopy } from '../../../../shared/copies.ts';
import { useApp } from '../../app-context.ts';
import { useCopy } from '../../use-copy.ts';
import { words } from '../../words.ts';
import { CopiedTabs } from './copied-tabs.tsx';

/** What a copied spreadsheet is called after: the title of the other one, as far as it is known. */
export function originOf({ title }: Pick<SpreadsheetCopy, 'title'>): string {
  return title === null ? words.copy.another : words.copy.of(title);
}

/** Says in a copied spreadsheet that its reports came along and are not refreshed; nothing in any other. */
export function CopyBanner() {
  const { copy, isPutOff, putOff } = useCopy();
  if (!copy) return null;
  return isPutOff ? <Later copy={copy} /> : <Offer copy={copy} putOff={putOff} />;
}

type Props = { copy: SpreadsheetCopy };

function Offer({ copy, putOff }: Props & { putOff: () => void }) {
  const { format } = useApp();
  const { copy: text } = words;
  const origin = originOf(copy);
  const count = format.count(copy.lists.length);
  return (
    <section class="copy-banner">
      <p class="copy-title">{copy.by === 'marks' ? text.is(origin) : text.seems(origin)}</p>
      <p>{text.cameAlong(count)}</p>
      <CopiedTabs lists={copy.lists} />
      <SetUpButton copy={copy} isMain />
      <button type="button" class="text" onClick={putOff}>
        {text.notNow}
      </button>
    </section>
  );
}

/** Whoever said "Not now" still sees which tabs these are. */
function Later({ copy }: Props) {
  const { format } = useApp();
  return (
    <details class="copy-later">
      <summary>{words.copy.tabs(format.count(copy.lists.length))}</summary>
      <CopiedTabs lists={copy.lists} />
      <SetUpButton copy={copy} />
    </details>
  );
}

function SetUpButton({ copy, isMain = false }: Props & { isMain?: boolean }) {
  const { format, go } = useApp();
  return (
    <button type="button" class={isMain ? 'primary wide' : 'soft wide'} onClick={() => go({ view: 'copy' })}>
      {words.copy.setUp(format.count(copy.lists.length))}
    </button>
  );
}
