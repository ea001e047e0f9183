import vm from 'node:vm';
import { parse } from 'acorn';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildCode } from './built-addon.ts';

/** What Google looks up by name: triggers, the menu's items, and what the sidebar calls. */
const CALLED_BY_NAME = [
  'onInstall',
  'onOpen',
  'openSidebar',
  'refreshTab',
  'refreshAll',
  'newReport',
  'context',
  'identityToken',
  'selectedColumn',
  'peopleWithAccess',
  'shareWithWriter',
  'writeProof',
  'gotoCell',
];

const SERVICES = ['SpreadsheetApp', 'HtmlService', 'PropertiesService', 'ScriptApp', 'Session', 'UrlFetchApp'];

let code = '';
beforeAll(async () => {
  code = await buildCode();
});

/** Evaluates the bundle with the given services; all others fail as soon as they are touched. */
function evaluated(services: Record<string, unknown> = {}): vm.Context {
  const context = vm.createContext({ ...services });
  for (const name of SERVICES.filter((service) => !(service in services))) {
    Object.defineProperty(context, name, {
      get: () => {
        throw new Error(`${name} was touched`);
      },
    });
  }
  vm.runInContext(code, context);
  return context;
}

const call = (context: vm.Context, expression: string): unknown => vm.runInContext(expression, context);

describe('the built Code.js', () => {
  it('parses as a plain ES2019 script: no modules, class fields or private names', () => {
    expect(() => parse(code, { ecmaVersion: 2019, sourceType: 'script' })).not.toThrow();
  });

  it('has a global function for every name Google may call, and touches no service before one is called', () => {
    const context = evaluated();
    for (const name of CALLED_BY_NAME) expect(call(context, `typeof ${name}`)).toBe('function');
  });

  it('declares only these and its own namespace', () => {
    const { body } = parse(code, { ecmaVersion: 2019, sourceType: 'script' });
    const functions = body.flatMap((node) => (node.type === 'FunctionDeclaration' ? [node.id.name] : []));
    expect(functions.sort()).toEqual([...CALLED_BY_NAME].sort());
  });

  it('adds a menu whose every item is one of its functions, from nothing but the menu itself', () => {
    const items: [string, string][] = [];
    const menu = {
      addItem: (...item: [string, string]) => {
        items.push(item);
        return menu;
      },
      addToUi: () => undefined,
    };
    const context = evaluated({ SpreadsheetApp: { getUi: () => ({ createAddonMenu: () => menu }) } });
    call(context, 'onInstall({ authMode: "FULL" })');
    expect(items).toEqual([
      ['Open Willcall', 'openSidebar'],
      ['Refresh this tab', 'refreshTab'],
      ['Refresh all', 'refreshAll'],
      ['New report', 'newReport'],
    ]);
    for (const [, name] of items) expect(CALLED_BY_NAME).toContain(name);
  });

  it('says what to set when the address of the worker is missing', () => {
    const PropertiesService = { getScriptProperties: () => ({ getProperty: () => null }) };
    const context = evaluated({ SpreadsheetApp: spreadsheetApp().service, Session, PropertiesService });
    expect(() => call(context, 'context()')).toThrow(/WORKER_URL is missing\. Ask whoever installed Willcall/);
  });

  it('tells the sidebar where it is', () => {
    const PropertiesService = { getScriptProperties: () => ({ getProperty: () => ' https://worker.example.com/ ' }) };
    const context = evaluated({ SpreadsheetApp: spreadsheetApp().service, Session, PropertiesService });
    expect(call(context, 'JSON.stringify(context())')).toBe(
      JSON.stringify({
        spreadsheetId: 'sheet-1',
        title: 'Gala',
        sheetId: 7,
        tab: 'Sheet1',
        selection: 'A2:C4',
        locale: 'en_GB',
        userLocale: 'de',
        timeZone: 'Europe/Amsterdam',
        workerUrl: 'https://worker.example.com',
        tabs: ['Sheet1', 'Guests'],
      }),
    );
  });

  it('leaves one mark under a key, an older one goes', () => {
    const { service, marks } = spreadsheetApp();
    const context = evaluated({ SpreadsheetApp: service });
    call(context, 'writeProof("link", "old"); writeProof("other", "stays"); writeProof("link", "new")');
    expect(marks).toEqual([
      ['other', 'stays', 'DOCUMENT'],
      ['link', 'new', 'DOCUMENT'],
    ]);
  });

  it('brings a tab to the front, by its id or, when that is not known, by its title', () => {
    const { service, shown } = spreadsheetApp();
    const context = evaluated({ SpreadsheetApp: service });
    call(context, 'gotoCell(8, "Renamed since", null); gotoCell(null, "Sheet1", null)');
    expect(shown).toEqual(['Guests', 'Sheet1']);
    expect(() => call(context, 'gotoCell(9, "Tickets", null)')).toThrow('There is no tab “Tickets” now.');
  });

  it('refuses to go on without an identity', () => {
    const context = evaluated({ ScriptApp: { getIdentityToken: () => null } });
    expect(() => call(context, 'identityToken()')).toThrow(/Google did not say who you are/);
  });
});

const Session = { getActiveUserLocale: () => 'de' };

function spreadsheetApp() {
  const marks: [string, string, string][] = [];
  const shown: string[] = [];
  const sheet = (id: number, name: string) => ({
    getSheetId: () => id,
    getName: () => name,
    getActiveRange: () => ({ getA1Notation: () => 'A2:C4' }),
    activate: () => shown.push(name),
  });
  const sheets = [sheet(7, 'Sheet1'), sheet(8, 'Guests')];
  const spreadsheet = {
    getId: () => 'sheet-1',
    getName: () => 'Gala',
    getSpreadsheetLocale: () => 'en_GB',
    getSpreadsheetTimeZone: () => 'Europe/Amsterdam',
    getActiveSheet: () => sheets[0],
    getSheets: () => sheets,
    getDeveloperMetadata: () =>
      marks.map((mark) => ({ getKey: () => mark[0], remove: () => marks.splice(marks.indexOf(mark), 1) })),
    addDeveloperMetadata: (...mark: [string, string, string]) => marks.push(mark),
  };
  const service = { getActive: () => spreadsheet, DeveloperMetadataVisibility: { DOCUMENT: 'DOCUMENT' } };
  return { service, marks, shown };
}
