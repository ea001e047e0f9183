import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Start } from '../../sheet-context.ts';
import { App } from '../app.tsx';
import type { Catalogue } from '../catalogue.ts';
import type { Google } from '../google.ts';
import { openServices, readCatalogue, renewLink, type Services } from '../services.ts';
import { useTask } from '../use-task.ts';
import { words } from '../words.ts';
import { Notice } from './notice.tsx';

/** From the first moment until there is something to show, or a way to try again. */
export function OpeningView({ google, start }: { google: Google; start: Start }) {
  const [opened, setOpened] = useState<{ services: Services; catalogue: Catalogue }>();
  const opening = useTask();
  const open = useCallback(() => {
    opening.start(async () => {
      const services = await openServices(google, start);
      setOpened({ services, catalogue: await renewLink(services, await readCatalogue(services)) });
    });
  }, [google, start, opening.start]);
  useEffect(open, [open]);
  if (opened) return <App {...opened} intent={start.intent} />;
  return (
    <main class="view">
      {!opening.problem && (
        <p class="busy" role="status">
          {words.opening}
        </p>
      )}
      <Notice problem={opening.problem}>
        <button type="button" onClick={open}>
          {words.tryAgain}
        </button>
      </Notice>
    </main>
  );
}
