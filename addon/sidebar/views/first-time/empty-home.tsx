import { useApp } from '../../app-context.ts';
import { TEMPLATES } from '../../templates.ts';
import { useCopy } from '../../use-copy.ts';
import { words } from '../../words.ts';
import { ExampleTab } from './example-tab.tsx';

/** Shown in place of the reports while there are none: what one gets, and lists to begin with. */
export function EmptyHome() {
  const { go } = useApp();
  const { copy, isPutOff } = useCopy();
  const { firstTime: text, templates } = words;
  // who opens a copy has reports: they only have to be set up
  if (copy && !isPutOff) return null;
  return (
    <section class="first-time">
      <p class="empty">{words.home.empty}</p>
      <ExampleTab />
      <ul class="offers">
        {text.gets.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <div class="first-lists" role="group" aria-label={text.templates}>
        <p class="small">{text.templates}</p>
        <div class="chips">
          {TEMPLATES.map(({ id }) => (
            <button
              key={id}
              type="button"
              class="chip"
              title={templates.about[id]}
              onClick={() => go({ view: 'form', template: id })}
            >
              {templates.names[id]}
            </button>
          ))}
        </div>
      </div>
    </section>
  );
}
