import { useApp } from '../../app-context.ts';
import type { Outside } from '../../outside.ts';
import { personalColumns } from '../../personal-columns.ts';
import { useOutside, type KnownOutside } from '../../use-outside.ts';
import { words } from '../../words.ts';

/** Named in the sentence itself; the others when somebody looks. */
const FIRST = 2;

/** Who outside can see the personal data of this spreadsheet; nothing while there is none in it. */
export function OutsideLine() {
  const { catalogue, format } = useApp();
  const personal = catalogue.reports.filter((report) => personalColumns(report, catalogue).length > 0);
  const outside = useOutside(personal.length > 0);
  const { outside: text } = words;
  if (personal.length === 0 || outside === undefined) return null;
  const tabs = personal.map(({ destination, name }) => destination?.tab ?? name).join(', ');
  const isSeen = outside !== null && outside.people.length > 0;
  return (
    <details class={isSeen ? 'small outside seen' : 'small outside'}>
      <summary>{sentenceOf(outside, format.count)}</summary>
      <div class="more">
        {isSeen && outside.people.length > FIRST && (
          <ul class="dots">
            {outside.people.map((person) => (
              <li key={person}>{person}</li>
            ))}
          </ul>
        )}
        <p>{text.reports(tabs)}</p>
        <p>{text.link}</p>
      </div>
    </details>
  );
}

type Count = ReturnType<typeof useApp>['format']['count'];

function sentenceOf(outside: Exclude<KnownOutside, undefined>, count: Count): string {
  const { outside: text } = words;
  if (outside === null) return text.unknown;
  const { domain, people } = outside;
  if (people.length === 0) return domain === null ? text.nobody : text.none(domain);
  const names = namesOf(outside, count);
  return domain === null
    ? text.someOthers(count(people.length), names)
    : text.some(count(people.length), domain, names);
}

function namesOf({ people }: Outside, count: Count): string {
  const names = people.slice(0, FIRST).join(', ');
  const others = people.length - FIRST;
  return others > 0 ? words.outside.more(names, count(others)) : names;
}
