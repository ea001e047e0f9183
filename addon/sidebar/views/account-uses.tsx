import type { Connection } from '../../../shared/api.ts';
import { useApp } from '../app-context.ts';
import { reportsOf } from '../catalogue.ts';
import { words } from '../words.ts';

/** The reports an account serves: those of this spreadsheet by name, the others counted. */
export function AccountUses({ account: { id } }: { account: Connection }) {
  const { catalogue, format, go } = useApp();
  const { account: text } = words;
  const here = reportsOf(catalogue, id);
  const elsewhere = (catalogue.uses[id] ?? 0) - here.length;
  if (here.length === 0 && elsewhere <= 0) return <p class="small">{text.unused}</p>;
  return (
    <div class="uses">
      <span class="small">{text.usedBy}</span>
      <ul>
        {here.map((report) => (
          <li key={report.id}>
            <button type="button" class="text" onClick={() => go({ view: 'report', report })}>
              {report.name}
            </button>
          </li>
        ))}
        {elsewhere > 0 && <li class="small">{text.elsewhere(format.count(elsewhere))}</li>}
      </ul>
    </div>
  );
}
