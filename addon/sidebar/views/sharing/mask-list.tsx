import type { Mask } from '../../../../shared/audiences.ts';
import { withMask, type ColumnChoice, type SharedListDraft } from '../../shared-list-draft.ts';
import { words } from '../../words.ts';

type Props = {
  draft: SharedListDraft;
  choices: readonly ColumnChoice[];
  onDraft: (draft: SharedListDraft) => void;
};

/** Each column with what others see of it. */
export function MaskList({ draft, choices, onDraft }: Props) {
  return (
    <ul class="masks">
      {choices.map((choice) => (
        <MaskLine
          key={choice.column.id}
          choice={choice}
          mask={draft.masks.get(choice.column.id)}
          onMask={(mask) => onDraft(withMask(draft, choice.column.id, mask))}
        />
      ))}
    </ul>
  );
}

type LineProps = { choice: ColumnChoice; mask: Mask | undefined; onMask: (mask: Mask | undefined) => void };

function MaskLine({ choice: { column, masks }, mask, onMask }: LineProps) {
  const { sharing: text } = words;
  if (masks.length === 1) {
    return (
      <li>
        <label class="check">
          <input
            type="checkbox"
            checked={mask !== undefined}
            onChange={(event) => onMask(event.currentTarget.checked ? 'none' : undefined)}
          />
          {column.title}
        </label>
      </li>
    );
  }
  return (
    <li class="partly">
      <span class="grow">{column.title}</span>
      <select
        aria-label={text.maskOf(column.title)}
        value={mask ?? ''}
        onChange={({ currentTarget: { value } }) => onMask(masks.find((one) => one === value))}
      >
        <option value="">{text.leftOut}</option>
        {masks.map((one) => (
          <option key={one} value={one}>
            {text.masks[one]}
          </option>
        ))}
      </select>
    </li>
  );
}
