import { errorsUnder } from '../report-errors.ts';
import type { ReportForm } from '../use-report-form.ts';
import { words } from '../words.ts';
import { needsOtherReport } from '../writing-draft.ts';
import { Fold } from './form/fold.tsx';
import { Mode } from './mode.tsx';
import { WritingDetails } from './writing-details.tsx';

type Props = { form: ReportForm };

const MODES = ['sync', 'replace', 'append'] as const;

/** What happens in the tab at each refresh. */
export function WritingMode({ form: { draft, change, editing } }: Props) {
  const { writing: text } = words;
  return (
    <fieldset>
      <legend>{text.title}</legend>
      <div class="modes compact">
        {MODES.map((mode) => (
          <Mode
            key={mode}
            name="write-mode"
            {...text.modes[mode]}
            isChosen={draft.writeMode === mode}
            onChoose={() => change({ ...draft, writeMode: mode })}
          />
        ))}
      </div>
      {needsOtherReport(draft, editing) && (
        <p class="small warning" role="status">
          {text.otherReport}
        </p>
      )}
    </fieldset>
  );
}

/** What few people change about it, folded away. */
export function WritingMore({ form: { draft, change, errors } }: Props) {
  const wrong = errorsUnder(errors, 'writing.');
  return (
    <Fold title={words.steps.moreWriting} isWanted={Object.keys(wrong).length > 0}>
      <WritingDetails
        mode={draft.writeMode}
        writing={draft.writing}
        errors={wrong}
        onWriting={(writing) => change({ ...draft, writing })}
      />
    </Fold>
  );
}
