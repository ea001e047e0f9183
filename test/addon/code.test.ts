import { gzipSync } from 'node:zlib';
import { parse } from 'acorn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScriptRun } from '../../addon/sidebar/google.ts';
import { readStart } from '../../addon/sidebar/start.ts';
import type { ScriptProject } from '../../sandbox/apps-script/script.ts';
import { builtProject, OWNER, startIn, startStage, type Stage } from './built-script.ts';
import { namesOf } from './free-names.ts';

const MENU = [
  ['Open Willcall', 'openSidebar', 'open'],
  ['Refresh this tab', 'refreshTab', 'refresh-tab'],
  ['Refresh all', 'refreshAll', 'refresh-all'],
  ['New report', 'newReport', 'new-report'],
] as const;

/** The whole language as Google has it; nothing of Node's or a browser's. */
const LANGUAGE =
  'Array Boolean Date Error JSON Map Math Number Object Promise Reflect RegExp Set String Symbol TypeError WeakMap ' +
  'arguments encodeURIComponent isNaN parseInt undefined';

const SERVICES = 'HtmlService PropertiesService ScriptApp Session SpreadsheetApp';

const ELSEWHERE =
  'AbortController Blob Buffer DOMException File FormData Headers ReadableStream TextDecoder TextEncoder URL URLSearchParams UrlFetchApp ' +
  'atob btoa clearTimeout crypto document fetch global globalThis localStorage module navigator performance process queueMicrotask ' +
  'require self setInterval setTimeout structuredClone window';

const noop = (): void => undefined;

/** Every name the sidebar's code may ask Google for: the compiler demands all of them here, and no other. */
const run: ScriptRun = {
  withSuccessHandler: () => run,
  withFailureHandler: () => run,
  context: noop,
  identityToken: noop,
  selectedColumn: noop,
  peopleWithAccess: noop,
  shareWithWriter: noop,
  writeProof: noop,
  gotoCell: noop,
};
const CALLED_BY_SIDEBAR = Object.keys(run).filter((name) => !/^with.*Handler$/.test(name));

let project: ScriptProject;
let stage: Stage;
beforeAll(async () => {
  project = await builtProject();
  stage = await startStage(project);
});
afterAll(() => stage.close());

describe('the built Code.js', () => {
  it('parses as a plain ES2019 script: no modules, class fields or private names', () => {
    expect(() => parse(project.code, { ecmaVersion: 2019, sourceType: 'script' })).not.toThrow();
  });

  it('has a global function for every menu item and every call of the sidebar, the triggers, and no others', () => {
    const { body } = parse(project.code, { ecmaVersion: 2019, sourceType: 'script' });
    const functions = body.flatMap((node) => (node.type === 'FunctionDeclaration' ? [node.id.name] : []));
    const called = ['onInstall', 'onOpen', ...MENU.map(([, name]) => name), ...CALLED_BY_SIDEBAR];
    expect(functions.toSorted()).toEqual(called.toSorted());
    const others = body.filter((node) => node.type !== 'FunctionDeclaration' && node.type !== 'EmptyStatement');
    expect(others).toMatchObject([{ type: 'VariableDeclaration', declarations: [{ id: { name: 'Addon' } }] }]);
  });

  it('uses the language and five services of Google, nothing of Node or a browser', () => {
    const { free, declared } = namesOf(project.code);
    const allowed = new Set([...LANGUAGE.split(' '), ...SERVICES.split(' ')]);
    expect([...free].filter((name) => !allowed.has(name))).toEqual([]);
    expect(SERVICES.split(' ').filter((name) => !free.has(name))).toEqual([]);
    expect(ELSEWHERE.split(' ').filter((name) => free.has(name) || declared.has(name))).toEqual([]);
  });
});

describe('names a script does not declare', () => {
  it('are found wherever they are used', () => {
    const { free } = namesOf(
      'const { a: b = URL, ...c } = x; label: for (const d of [b]) { try { d.fetch(c, { key: y }); } catch (e) { break label; } }',
    );
    expect([...free].toSorted()).toEqual(['URL', 'x', 'y']);
  });
});

describe('the built Sidebar.html', () => {
  it('is one file of less than 150 KB gzipped that loads nothing', () => {
    const page = project.files['Sidebar'] ?? '';
    expect(gzipSync(page).byteLength).toBeLessThan(150_000);
    const markup = page.replaceAll(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/g, '');
    expect(markup).not.toMatch(/\b(?:src|srcset|action)=|<link\b/);
  });

  it('opens its links elsewhere and relies on no meta tag but the encoding, for Google drops them', () => {
    const page = project.files['Sidebar'] ?? '';
    expect(page).toContain('<base target="_blank" />');
    const markup = page.replaceAll(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/g, '');
    expect(markup.match(/<meta\b[^>]*>/g)).toEqual(['<meta charset="utf-8" />']);
    expect(page).toMatch(/:root\s*{\s*color-scheme: light dark;/);
  });
});

describe('the menu', () => {
  const items = MENU.map(([caption, functionName]) => ({ kind: 'item', caption, functionName }));

  it.each(['NONE', 'LIMITED'] as const)('is whole when the spreadsheet opens in %s', async (mode) => {
    const { menu, log } = await stage.as('viewer@example.org', { granted: [] }).trigger('onOpen', mode);
    expect(menu).toEqual(items);
    expect(log).toEqual([]);
  });

  it('is whole right after the installation', async () => {
    expect((await stage.as(OWNER).trigger('onInstall', 'FULL')).menu).toEqual(items);
  });

  it.each(MENU)(
    '“%s” opens the sidebar, which knows what is wanted, where it is and who asks',
    async (_, name, intent) => {
      const { sidebar } = await stage.as(OWNER, { userLocale: 'de' }).choose(name);
      expect(sidebar?.title).toBe('Willcall');
      expect(startIn(sidebar?.html)).toEqual({
        intent,
        context: {
          spreadsheetId: stage.spreadsheetId,
          title: 'Spring </script> $& gala',
          sheetId: 77,
          tab: 'Guests',
          selection: 'B2:C4',
          locale: 'en_GB',
          userLocale: 'de',
          timeZone: 'Europe/Amsterdam',
          workerUrl: 'https://worker.example.com',
          tabs: ['Sheet1', 'Guests'],
        },
        token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      });
      expect(readStart(JSON.stringify(startIn(sidebar?.html)))).toEqual(startIn(sidebar?.html));
    },
  );

  it('opens the sidebar of somebody who may only look, too', async () => {
    const { sidebar } = await stage.as('viewer@example.org').choose('openSidebar');
    expect(startIn(sidebar?.html)).toMatchObject({ context: { tab: 'Guests' }, token: expect.any(String) });
  });

  it('opens the sidebar also when something could not be had; the sidebar asks for it and hears why', async () => {
    const script = stage.as(OWNER, { properties: new Map(), identityToken: () => Promise.resolve(null) });
    const { sidebar } = await script.choose('newReport');
    expect(startIn(sidebar?.html)).toEqual({ intent: 'new-report', context: null, token: null });
    await expect(script.call('context', [])).rejects.toThrow(/WORKER_URL is missing\. Ask whoever installed Willcall/);
    await expect(script.call('identityToken', [])).rejects.toThrow(/Google did not say who you are/);
  });

  it('has whoever allowed a part only asked for the rest', async () => {
    const granted = ['https://www.googleapis.com/auth/script.container.ui'];
    await expect(stage.as(OWNER, { granted }).choose('openSidebar')).rejects.toThrow('Authorization is required');
  });
});

describe('what the sidebar calls', () => {
  const call = async (user: string, name: string, ...args: unknown[]): Promise<unknown> =>
    (await stage.as(user).call(name, args)).value;

  it.each(['', 'ftp://worker.example.com', 'worker'])(
    'says what to set when the address of the worker is “%s”',
    async (url) => {
      const properties = new Map([['WORKER_URL', url]]);
      await expect(stage.as(OWNER, { properties }).call('context', [])).rejects.toThrow(
        /script property WORKER_URL is/,
      );
    },
  );

  it('tells which column is selected', async () => {
    expect(await call('viewer@example.org', 'selectedColumn')).toEqual({
      tab: 'Guests',
      letters: 'B',
      header: 'E-mail address',
    });
  });

  it('tells editors whom the spreadsheet is shared with, and others nothing', async () => {
    expect(await call('editor@example.org', 'peopleWithAccess')).toEqual({
      owner: OWNER,
      editors: [OWNER, 'editor@example.org'],
      viewers: ['viewer@example.org'],
    });
    expect(await call('viewer@example.org', 'peopleWithAccess')).toBeNull();
  });

  it('leaves one mark under a key, an older one goes; who may only look leaves none', async () => {
    for (const [key, value] of [
      ['link', 'old'],
      ['other', 'stays'],
      ['link', 'new'],
    ])
      await call(OWNER, 'writeProof', key, value);
    const marks = stage.google.files.get(stage.spreadsheetId)?.workbook.book.developerMetadata ?? [];
    expect(marks.map(({ metadataKey, metadataValue, visibility }) => [metadataKey, metadataValue, visibility])).toEqual(
      [
        ['other', 'stays', 'DOCUMENT'],
        ['link', 'new', 'DOCUMENT'],
      ],
    );
    await expect(call('viewer@example.org', 'writeProof', 'link', 'x')).rejects.toThrow('You do not have permission');
  });

  it('brings a tab to the front, by its id or, when that is not known, by its title, and selects a cell', async () => {
    const place = { spreadsheetId: stage.spreadsheetId, sheetId: 77, selection: 'A1' };
    const at = async (...args: unknown[]): Promise<unknown[]> => {
      await stage.as(OWNER, { document: stage.openAs(OWNER, place) }).call('gotoCell', args);
      return [place.sheetId, place.selection];
    };
    const [first] = stage.google.files.get(stage.spreadsheetId)?.workbook.book.tabs ?? [];
    expect(await at(null, 'Sheet1', 'C3')).toEqual([first?.sheetId, 'C3']);
    expect(await at(77, 'Renamed since', null)).toEqual([77, 'A1']);
    await expect(at(9, 'Tickets', null)).rejects.toThrow('There is no tab “Tickets” now.');
  });
});
