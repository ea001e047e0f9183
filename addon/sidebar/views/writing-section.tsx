import type { Report } from '../../../shared/api.ts';
import { errorsUnder } from '../report-errors.ts';
import type { ReportForm } from '../use-report-form.ts';
import { words } from '../words.ts';
import { needsOtherTab } from '../writing-draft.ts';
import { Mode } from './mode.tsx';
import { Section } from './section.tsx';
import { WritingDetails } from './writing-details.tsx';

type Props = { form: ReportForm; editing: Report | undefined };

const MODES = ['sync', 'replace', 'append'] as const;

/** What happens in the tab at each refresh; what few people change is folded away. */
export function WritingSection({ form: { draft, change, errors }, editing }: Props) {
  const { writing: text } = words;
  return (
    <Section title={text.title}>
      <div role="radiogroup" aria-label={text.title} class="modes">
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
      {needsOtherTab(draft, editing) && (
        <p class="small warning" role="status">
          {text.otherTab}
        </p>
      )}
      <WritingDetails
        mode={draft.writeMode}
        writing={draft.writing}
        errors={errorsUnder(errors, 'writing.')}
        onWriting={(writing) => change({ ...draft, writing })}
      />
    </Section>
  );
}
