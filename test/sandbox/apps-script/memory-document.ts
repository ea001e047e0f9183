import type { ActiveDocument, DocumentMetadata } from '../../../sandbox/apps-script/document.ts';
import { loadScript, type Script, type ScriptHost } from '../../../sandbox/apps-script/script.ts';

const SCOPE = 'https://www.googleapis.com/auth/';

export const ALL_SCOPES = [
  `${SCOPE}spreadsheets.currentonly`,
  `${SCOPE}script.container.ui`,
  `${SCOPE}userinfo.email`,
  'openid',
];

/** A spreadsheet without rights, for tests of the script context alone. */
export function memoryDocument(): ActiveDocument {
  const editors = ['owner@example.org'];
  const entries: DocumentMetadata[] = [];
  const size = { hidden: false, rowCount: 1000, columnCount: 26 };
  const guests = { sheetId: 7, title: 'Guests', ...size };
  const sheets = [guests, { sheetId: 9, title: 'Tickets', ...size }];
  let active = 0;
  let selection = 'B2';
  return {
    id: 'sheet-1',
    title: () => 'Spring gala',
    url: () => 'http://127.0.0.1/sheet-1',
    locale: () => 'en_GB',
    timeZone: () => 'Europe/Amsterdam',
    sheets: () => sheets,
    activeSheet: () => sheets[active] ?? guests,
    activate: (sheetId) => void (active = sheets.findIndex((sheet) => sheet.sheetId === sheetId)),
    select: (a1) => void (selection = a1),
    selection: () => selection,
    displayValue: () => '',
    viewers: () => [],
    editors: () => editors,
    owner: () => 'owner@example.org',
    addEditor: (email) => void editors.push(email),
    metadata: () => entries,
    addMetadata: (key, value, visibility) => void entries.push({ id: entries.length + 1, key, value, visibility }),
    removeMetadata: (id) =>
      void entries.splice(
        entries.findIndex((entry) => entry.id === id),
        1,
      ),
  };
}

export function manifest(oauthScopes: readonly string[] = ALL_SCOPES): string {
  return JSON.stringify({ runtimeVersion: 'V8', oauthScopes });
}

/** Loads code bound to a spreadsheet in memory, as owner@example.org. */
export function scriptOf(code: string, host: Partial<ScriptHost> = {}, scopes: readonly string[] = ALL_SCOPES): Script {
  return loadScript(
    { code, files: { Sidebar: '<p>Hello</p>' }, manifest: manifest(scopes) },
    {
      document: memoryDocument(),
      user: 'owner@example.org',
      identityToken: () => Promise.resolve('signed.by.google'),
      properties: new Map(),
      ...host,
    },
  );
}

/** Calls `f` of the code through google.script.run and gives its value back. */
export async function valueOf(code: string, ...args: unknown[]): Promise<unknown> {
  return (await scriptOf(code).call('f', args)).value;
}
