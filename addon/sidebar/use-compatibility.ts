import { useEffect, useState } from 'preact/hooks';
import type { Compatibility } from '../../shared/version.ts';
import type { WorkerVersion } from './compatibility.ts';

/** How the sidebar and the worker go together, for a view that tells people. */
export function useCompatibility(version: Pick<WorkerVersion, 'compatibility' | 'subscribe'>): Compatibility {
  const [known, setKnown] = useState(version.compatibility);
  useEffect(() => {
    setKnown(version.compatibility());
    return version.subscribe(() => setKnown(version.compatibility()));
  }, [version]);
  return known;
}
