import type { Page } from 'playwright-core';

/** Words of our code that an organizer never reads, by language; and what no text may ever hold. */
const FORBIDDEN: Readonly<Record<string, readonly RegExp[]>> = {
  en: [
    /\bgenerations?\b/i,
    /\b(un)?publish(e[sd]|ing|er|able)?\b/i,
    /\bdata ?sets?\b/i,
    /\bproofs?\b/i,
    /\bproviders?\b/i,
    /\bconnections?\b/i,
    /\bkeys?\b/i,
    /\bworkspaces?\b/i,
  ],
  de: [
    /\bGeneration(en)?\b/i,
    /\b(un)?(ver|ge)öffentlich\w*/i,
    /publi(sh|zier)/i,
    /\bDatens(a|ä)tz\w*/i,
    /\bDatasets?\b/i,
    /\bNachweis\w*/i,
    /\bProviders?\b/i,
    /\bAnbieter\w*/i,
    /\bVerbindung(en)?\b/i,
    /schlüssel/i,
    /\bkeys?\b/i,
    /\bWorkspaces?\b/i,
    /\bArbeitsbereich\w*/i,
  ],
};

const NEVER = [/\bundefined\b/, /\bNaN\b/, /\[object \w+\]/, /\bfunction\b/, /=>/];

/** Other people's names of things, which are said as they say them. */
const NAMES = [/\bAPI[ -]keys?\b/gi, /\bAPI-Schlüssel[ns]?\b/gi, /\bGoogle Workspace\b/g];

const APP_ID = /\bapps?[ -]?ids?\b/i;

/** `names`: a ticketing system's own names for its credentials. `isTixngo`: whether this is about TIXNGO, which alone has app IDs. */
export type Allowed = { language?: string; names?: readonly string[]; isTixngo?: boolean };

/** What is wrong with a text, as it stands there; mostly nothing. */
export function forbiddenIn(text: string, { language = 'en', names = [], isTixngo = false }: Allowed = {}): string[] {
  const bare = names.reduce((rest, name) => rest.replaceAll(name, '…'), text);
  const plain = NAMES.reduce((rest, name) => rest.replace(name, '…'), bare);
  const patterns = [...(FORBIDDEN[language] ?? []), ...NEVER, ...(isTixngo ? [] : [APP_ID])];
  return patterns.flatMap((pattern) => pattern.exec(plain)?.slice(0, 1) ?? []);
}

/** What a view shows or says to a screen reader that an organizer must not read, each with the text it stands in. */
export async function forbiddenWordsIn(page: Page, allowed: Allowed = {}): Promise<string[]> {
  const texts = await page.evaluate<string[]>(TEXTS_SHOWN);
  return texts.flatMap((text) => forbiddenIn(text, allowed).map((word) => `“${word}” in: ${text}`));
}

/** Run in the page. What people typed is theirs. */
const TEXTS_SHOWN = `(() => {
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!parent.closest('script, style') && !parent.querySelector('script, style')) found.add(parent.textContent.trim());
  }
  for (const element of document.body.querySelectorAll('*')) {
    for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description']) {
      found.add(element.getAttribute(name) ?? '');
    }
  }
  return [...found].filter(Boolean);
})()`;
