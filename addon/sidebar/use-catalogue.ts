import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import type { Connection, Run } from '../../shared/api.ts';
import type { Catalogue } from './catalogue.ts';
import { merged, withRun } from './report-state.ts';
import { readCatalogue, type Services } from './services.ts';

/** How often an open sidebar looks for what colleagues did. */
const LOOK_MS = 30_000;

/** Reports, accounts and the link as they are now, and the ways in which news of them arrive. */
export function useCatalogue(services: Services, first: Catalogue) {
  const [catalogue, setCatalogue] = useState(first);
  const reload = useCallback(async () => {
    const read = await readCatalogue(services);
    setCatalogue((known) => ({ ...read, reports: merged(known.reports, read.reports) }));
    return read;
  }, [services]);
  const onRun = useCallback(
    (run: Run) => setCatalogue((known) => ({ ...known, reports: withRun(known.reports, run) })),
    [],
  );
  const onAccount = useCallback((account: Connection) => {
    setCatalogue((known) => ({ ...known, accounts: withAccount(known.accounts, account) }));
  }, []);
  useLook(reload);
  return useMemo(() => ({ catalogue, reload, onRun, onAccount }), [catalogue, reload, onRun, onAccount]);
}

function withAccount(accounts: readonly Connection[], account: Connection): Connection[] {
  const isKnown = accounts.some(({ id }) => id === account.id);
  return isKnown ? accounts.map((known) => (known.id === account.id ? account : known)) : [...accounts, account];
}

function useLook(reload: () => Promise<Catalogue>): void {
  useEffect(() => {
    const look = (): void => {
      // What was read stays on show when a look fails: the next one is soon, and every click tells its own failure.
      if (document.visibilityState === 'visible') reload().catch(() => undefined);
    };
    const timer = setInterval(look, LOOK_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [reload]);
}
