import { useEffect, useState } from 'preact/hooks';
import { useApp } from './app-context.ts';

/** Titles of the spreadsheet's tabs: those there were when the sidebar opened, then those there are now. */
export function useTabs(): readonly string[] {
  const { google, place } = useApp();
  const [tabs, setTabs] = useState<readonly string[]>(place.tabs);
  useEffect(() => {
    // When Google does not tell, the worker refuses what cannot be.
    google
      .context()
      .then((now) => setTabs(now.tabs))
      .catch(() => undefined);
  }, []);
  return tabs;
}
