import { useEffect, useMemo, useState } from 'preact/hooks';
import { AppContext, type App as AppParts } from './app-context.ts';
import type { Intent } from '../sheet-context.ts';
import { isLinked, type Catalogue } from './catalogue.ts';
import { intended, type Intended } from './intended.ts';
import type { Outside } from './outside.ts';
import { after, type Route } from './route.ts';
import type { Services } from './services.ts';
import { useCatalogue } from './use-catalogue.ts';
import { useRefreshing } from './use-refreshing.ts';
import { View } from './views/view.tsx';

type Props = { services: Services; catalogue: Catalogue; intent: Intent };

/** The sidebar once it knows where it is and what there is. */
export function App({ services, catalogue: first, intent }: Props) {
  const [wish] = useState(() => wishOf(intent, services, first));
  const [route, setRoute] = useState<Route>(wish.route);
  const [unmet, setUnmet] = useState(wish.unmet);
  const [outside, onOutside] = useState<Outside | null>();
  const state = useCatalogue(services, first);
  const refreshing = useRefreshing(services.api, state.onRun);
  useEffect(() => refreshing.refreshAll(wish.refresh), []);
  useEffect(() => scrollTo(0, 0), [route]);
  const app = useMemo<AppParts>(() => {
    const go = (next: Route): void => {
      setRoute((before) => after(before, next));
      // What colleagues did meanwhile; what is known stays on show when it cannot be read.
      if (next.view === 'home') state.reload().catch(() => undefined);
    };
    const onRead = (): void => setUnmet(undefined);
    return { ...services, ...state, go, refreshing, outside, onOutside, unmet, onRead };
  }, [services, state, refreshing, outside, unmet]);
  return (
    <AppContext.Provider value={app}>
      <View route={route} />
    </AppContext.Provider>
  );
}

function wishOf(intent: Intent, { place }: Services, catalogue: Catalogue): Intended {
  const isReady = isLinked(catalogue.spreadsheet, Date.now());
  return isReady ? intended(intent, place, catalogue) : { route: { view: 'link' }, refresh: [] };
}
