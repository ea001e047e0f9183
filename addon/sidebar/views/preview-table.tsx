import type { Preview } from '../../../shared/api.ts';
import { useApp } from '../app-context.ts';
import { told } from '../told.ts';
import { words } from '../words.ts';

/** The first rows as they will land in the tab. */
export function PreviewTable({ preview }: { preview: Preview }) {
  const { format } = useApp();
  const { preview: text } = words;
  if (preview.rows.length === 0) return <p class="empty">{text.empty}</p>;
  const first = text.first(format.count(preview.rows.length));
  const counted = preview.total === null ? '' : `; ${text.counts(format.count(preview.total))}`;
  return (
    <>
      <p class="small" role="status">{`${first}${counted}.`}</p>
      <div class="table" tabIndex={0} role="region" aria-label={text.table}>
        <table>
          <thead>
            <tr>
              {preview.columns.map(({ id, title }) => (
                <th key={id} scope="col">
                  {told(title)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.map((row, index) => (
              <PreviewRow key={index} columns={preview.columns} row={row} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

type RowProps = { columns: Preview['columns']; row: Preview['rows'][number] };

function PreviewRow({ columns, row }: RowProps) {
  const { format } = useApp();
  return (
    <tr>
      {columns.map(({ id, type }, index) => {
        const value = row[index] ?? null;
        const isNumber = typeof value === 'number' || typeof value === 'object';
        return (
          <td key={id} class={isNumber ? 'number' : undefined}>
            {format.cell(value, type, words)}
          </td>
        );
      })}
    </tr>
  );
}
