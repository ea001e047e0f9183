import { useEffect, useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { words } from '../../words.ts';

/** Told while the sidebar and the worker are of versions that do not go together. */
export function VersionNotice() {
  const { version } = useApp();
  const [fits, setFits] = useState(version.compatibility());
  useEffect(() => version.subscribe(() => setFits(version.compatibility())), [version]);
  if (fits === 'fine') return null;
  const { title, next } = words.version[fits];
  return (
    <div class="offer" role="status">
      <p>
        <strong>{title}</strong>
      </p>
      <p>{next}</p>
    </div>
  );
}
