import { words } from '../../words.ts';

/** A drawn example of a tab as a report fills it. */
export function ExampleTab() {
  const { example } = words.firstTime;
  return (
    <figure class="example" role="img" aria-label={example.label}>
      <table aria-hidden="true">
        <thead>
          <tr>
            {example.columns.map((title) => (
              <th key={title}>{title}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {example.rows.map((row) => (
            <tr key={row[0]}>
              {row.map((cell, at) => (
                <td key={at}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <figcaption aria-hidden="true">
        <span class="example-tab">{example.tab}</span>
        <span>{example.freshness}</span>
      </figcaption>
    </figure>
  );
}
