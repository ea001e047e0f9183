import { useEffect, useState } from 'preact/hooks';

/** Which spreadsheet is open and who looks at it, as the address says. */
export type PlaceInAddress = {
  spreadsheetId: string;
  user: string;
  /** Opens another spreadsheet; the browser's back button returns. */
  open: (spreadsheetId: string) => void;
  become: (user: string) => void;
};

/** @param first what holds where the address says nothing */
export function usePlace(first: { spreadsheetId: string; user: string }): PlaceInAddress {
  const [address, setAddress] = useState(location.search);
  useEffect(() => {
    const onBack = (): void => setAddress(location.search);
    window.addEventListener('popstate', onBack);
    return () => window.removeEventListener('popstate', onBack);
  }, []);
  const parameters = new URLSearchParams(address);
  const place = {
    spreadsheetId: parameters.get('spreadsheet') ?? first.spreadsheetId,
    user: parameters.get('user') ?? first.user,
  };
  const change = (name: string, value: string, isNewPage: boolean): void => {
    const next = new URLSearchParams(location.search);
    next.set(name, value);
    const path = `${location.pathname}?${next.toString()}`;
    if (isNewPage) history.pushState(null, '', path);
    else history.replaceState(null, '', path);
    setAddress(location.search);
  };
  return {
    ...place,
    open: (spreadsheetId) => change('spreadsheet', spreadsheetId, true),
    become: (user) => change('user', user, false),
  };
}
