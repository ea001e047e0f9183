import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scopes } from '../../../sandbox/google/actor.ts';
import { startGoogle, type SandboxGoogle } from '../../../sandbox/google/google.ts';
import { startPlayground, type Playground, type PlaygroundOptions } from '../../../sandbox/playground/playground.ts';

const CODE = `
  function onOpen() {
    SpreadsheetApp.getUi().createAddonMenu().addItem('Open Willcall', 'openSidebar').addSeparator().addItem('Hello', 'hello').addToUi();
  }
  function openSidebar() {
    SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutputFromFile('Sidebar').setTitle('Willcall'));
  }
  function hello() { SpreadsheetApp.getUi().alert('Hello ' + Session.getActiveUser().getEmail()); }
  function where() {
    return {
      sheet: SpreadsheetApp.getActiveSheet().getName(),
      cell: SpreadsheetApp.getActiveRange().getA1Notation(),
      worker: PropertiesService.getScriptProperties().getProperty('WORKER_URL'),
    };
  }
  function share(email) { SpreadsheetApp.getActive().addEditor(email); }
  function goTo(name) { SpreadsheetApp.getActive().getSheetByName(name).activate(); }
  function echo(value) { return value; }
  function language() { return Session.getActiveUserLocale(); }
`;

const SIDEBAR = `<!doctype html><html><head><title>Test</title></head><body><p id="out"></p><p id="refused"></p><script>
  var out = document.getElementById('out');
  google.script.run.withSuccessHandler(function (value) { out.textContent = value.sheet + ' ' + value.cell; }).where();
  google.script.run.withSuccessHandler(function (value) { document.documentElement.lang = value; }).language();
  try { google.script.run.echo(new Date()); } catch (error) { document.getElementById('refused').textContent = error.message; }
</script></body></html>`;

const SCOPES = ['spreadsheets.currentonly', 'script.container.ui', 'userinfo.email'];

export const HINT = { title: 'TIXNGO', values: { 'API key': 'made-up-key' } };

/** A playground with an add-on of a few lines; everything in memory and in one temporary folder. */
export type Fixture = { google: SandboxGoogle; playground: Playground; folder: string; close: () => Promise<void> };

export type FixtureOptions = Partial<Pick<PlaygroundOptions, 'pageDir' | 'stage' | 'gate' | 'dataDir'>>;

export async function startFixture(given: FixtureOptions = {}): Promise<Fixture> {
  const folder = mkdtempSync(join(tmpdir(), 'playground-'));
  const oauthScopes = ['openid', ...SCOPES.map((scope) => `https://www.googleapis.com/auth/${scope}`)];
  writeFileSync(join(folder, 'Code.js'), CODE);
  writeFileSync(join(folder, 'Sidebar.html'), SIDEBAR);
  writeFileSync(join(folder, 'appsscript.json'), JSON.stringify({ runtimeVersion: 'V8', oauthScopes }));
  const google = await startGoogle({ quota: false });
  const options = { google, workerUrl: 'http://127.0.0.1:1', addonDir: folder, hints: [HINT] };
  const playground = await startPlayground({ ...options, ...given });
  const close = async (): Promise<void> => {
    await playground.close();
    await google.close();
    rmSync(folder, { recursive: true });
  };
  return { google, playground, folder, close };
}

/** Changes the demo spreadsheet as its owner. */
export function change({ google, playground }: Fixture, requests: object[]): void {
  const owner = { email: 'owner@example.org', scopes: [scopes.spreadsheets] };
  google.files.open(owner, playground.spreadsheetId, 'write').batchUpdate(owner, { requests });
}

const white = { red: 1, green: 1, blue: 1 };

/** Requests that make the tab `Big` of 100,000 rows and 20 columns: a bold, frozen header, then `seat` everywhere. */
export function bigTab(): object[] {
  const gridProperties = { rowCount: 100_000, columnCount: 20, frozenRowCount: 1 };
  const head = { userEnteredValue: { stringValue: 'Seat' }, userEnteredFormat: { textFormat: { bold: true } } };
  const all = { sheetId: 77, startRowIndex: 0 };
  return [
    { addSheet: { properties: { sheetId: 77, title: 'Big', gridProperties } } },
    { repeatCell: { range: all, cell: { userEnteredValue: { stringValue: 'seat' } }, fields: 'userEnteredValue' } },
    {
      repeatCell: {
        range: { ...all, endRowIndex: 1 },
        cell: { ...head, userEnteredFormat: { ...head.userEnteredFormat, backgroundColor: { ...white, red: 0.8 } } },
        fields: '*',
      },
    },
    {
      updateCells: {
        start: { sheetId: 77, rowIndex: 99_999, columnIndex: 19 },
        rows: [{ values: [{ userEnteredValue: { stringValue: 'the last seat' } }] }],
        fields: 'userEnteredValue',
      },
    },
  ];
}

/** The shortest of several tries in milliseconds: the machine may be busy with something else during one of them. */
export async function bestOf(tries: number, attempt: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < tries; index += 1) times.push(await attempt());
  return Math.min(...times);
}
