import { useState } from 'preact/hooks';
import type { Erasure, PersonFind, PersonFound, PersonQuery } from '../../../../shared/erasure.ts';
import { useApp } from '../../app-context.ts';
import { toggled } from '../../choice.ts';
import { answerText, linesOf, placeOf, rowId } from '../../person-text.ts';
import { told } from '../../told.ts';
import { words } from '../../words.ts';
import { CopyText } from '../copy-text.tsx';
import { EraseButton } from './erase-button.tsx';

type Props = { query: PersonQuery; found: PersonFound; onErased: (erasure: Erasure) => void };

/** Every row that was found, what stands in it, and which of them are erased. */
export function FoundRows({ query, found, onErased }: Props) {
  const { format } = useApp();
  const { finds, truncated, unread, elsewhere } = found;
  const [chosen, setChosen] = useState(() => [...new Set(finds.map(rowId))]);
  const { person: text } = words;
  return (
    <>
      <p role="status" class="name">
        {finds.length > 0 ? text.found(format.count(finds.length)) : text.notFound}
      </p>
      {truncated && <p class="small warning">{text.truncated}</p>}
      {unread.map(({ reportId, report, problem }) => (
        <p key={reportId} class="small warning">
          {text.unread(report, told(problem.message))}
        </p>
      ))}
      {finds.length > 0 && <p class="small">{text.choose}</p>}
      <ul class="lines">
        {finds.map((find) => (
          <FoundRow
            key={`${rowId(find)}${find.kind}${find.row}`}
            find={find}
            isChosen={chosen.includes(rowId(find))}
            onToggle={() => setChosen(toggled(chosen, rowId(find)))}
          />
        ))}
      </ul>
      <h3>{text.elsewhere}</h3>
      <ul class="small dots">
        {elsewhere.map((sentence) => (
          <li key={sentence}>{told(sentence)}</li>
        ))}
      </ul>
      {finds.length > 0 && (
        <>
          <EraseButton
            query={query}
            finds={finds.filter((find) => chosen.includes(rowId(find)))}
            isAll={finds.every((find) => chosen.includes(rowId(find)))}
            onErased={onErased}
          />
          <details>
            <summary>{text.copy}</summary>
            <CopyText text={answerText(found, format)} label={text.copy} isLong />
          </details>
        </>
      )}
    </>
  );
}

type RowProps = { find: PersonFind; isChosen: boolean; onToggle: () => void };

function FoundRow({ find, isChosen, onToggle }: RowProps) {
  const { format } = useApp();
  return (
    <li>
      <label class="check name">
        <input type="checkbox" checked={isChosen} onChange={onToggle} />
        {placeOf(find, format)}
      </label>
      <ul class="under small">
        {linesOf(find, format).map((line, index) => (
          <li key={index}>{line}</li>
        ))}
      </ul>
    </li>
  );
}
