import type { CopiedList, SpreadsheetCopy } from '../../../../shared/copies.ts';
import { toggled, type CopyDraft } from '../../copy-draft.ts';
import { told } from '../../told.ts';
import { words } from '../../words.ts';

type Props = { copy: SpreadsheetCopy; draft: CopyDraft; onDraft: (draft: CopyDraft) => void };

/** The reports that came along, each to be set up or not. */
export function CopiedLists({ copy, draft, onDraft }: Props) {
  return (
    <fieldset class="copied-lists">
      <legend>{words.copy.which}</legend>
      {copy.lists.map((list) => (
        <label key={list.reportId} class="check">
          <input
            type="checkbox"
            checked={!draft.leftOut.has(list.reportId)}
            onChange={() => onDraft(toggled(draft, list.reportId))}
          />
          <span class="grow">
            {list.name}
            {list.tab !== list.name && <span class="copied-at"> · {list.tab}</span>}
            <Schedule {...list} />
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Schedule({ schedule }: CopiedList) {
  if (!schedule) return null;
  const { copy: text } = words;
  const says = told(schedule.says);
  return <p class="small">{schedule.stays ? text.schedule(says) : text.scheduleGoes(says)}</p>;
}
