import { useEffect, useState } from 'preact/hooks';
import { useApp, type App } from './app-context.ts';
import { isAdmin } from './catalogue.ts';
import { outsideOf, type Outside } from './outside.ts';

/** Undefined: nobody was asked yet; null: Google does not tell. */
export type KnownOutside = Outside | null | undefined;

/**
 * Who outside can open this spreadsheet. Asked of Google only once there is something to show and `isAsked`; what was told last stays
 * meanwhile.
 */
export function useOutside(isAsked: boolean): KnownOutside {
  const app = useApp();
  const { outside, onOutside } = app;
  const [isDrawn, setDrawn] = useState(false);
  useEffect(() => {
    const frame = requestAnimationFrame(() => setDrawn(true));
    return () => cancelAnimationFrame(frame);
  }, []);
  useEffect(() => {
    // Nothing else depends on it: when it fails, Google does not tell.
    if (isDrawn && isAsked) read(app).then(onOutside, () => onOutside(null));
  }, [isDrawn, isAsked]);
  return outside;
}

async function read({ google, api, catalogue }: App): Promise<Outside | null> {
  const { me, spreadsheet } = catalogue;
  const isMember = me.workspace !== null;
  const [people, members, domains] = await Promise.all([
    google.peopleWithAccess(),
    isMember ? api.members().then((list) => list.members.map(({ email }) => email), none) : [],
    isMember && isAdmin(catalogue) ? api.domains().then((list) => list.map(({ domain }) => domain), none) : [],
  ]);
  if (!people) return null;
  return outsideOf(people, { me: me.email, writer: spreadsheet?.writerEmail ?? '', members, domains });
}

const none = (): string[] => [];
