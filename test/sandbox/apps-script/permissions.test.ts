import { describe, expect, it } from 'vitest';
import { ALL_SCOPES, manifest, memoryDocument, scriptOf } from './memory-document.ts';
import { loadScript } from '../../../sandbox/apps-script/script.ts';

const MENU = `function onOpen(e) {
  SpreadsheetApp.getUi().createAddonMenu().addItem('Open', 'openSidebar').addSeparator().addItem('Help', 'help').addToUi();
  return String(e.authMode === ScriptApp.AuthMode.LIMITED);
}`;

describe('scopes of the manifest', () => {
  it.each([
    ['spreadsheets.currentonly', 'SpreadsheetApp.getActive()', 'SpreadsheetApp.getActive'],
    ['userinfo.email', 'Session.getActiveUser()', 'Session.getActiveUser'],
    ['script.container.ui', 'SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutput("x"))', 'Ui.showSidebar'],
  ])('without %s a call is refused by name', async (scope, expression, name) => {
    const scopes = ALL_SCOPES.filter((each) => !each.endsWith(scope));
    const call = scriptOf(`function f() { ${expression}; }`, {}, scopes).call('f', []);
    await expect(call).rejects.toThrow(`You do not have permission to call ${name}. Required permissions: `);
    await expect(call).rejects.toThrow(`https://www.googleapis.com/auth/${scope}`);
  });

  it('the identity token is null without openid', async () => {
    const code = 'function f() { return ScriptApp.getIdentityToken(); }';
    expect((await scriptOf(code).call('f', [])).value).toBe('signed.by.google');
    expect((await scriptOf(code, {}, ALL_SCOPES.slice(0, 3)).call('f', [])).value).toBeNull();
  });

  it('a manifest without V8 or scopes is refused', () => {
    const host = {
      document: memoryDocument(),
      user: 'owner@example.org',
      identityToken: () => Promise.resolve(null),
      properties: new Map<string, string>(),
    };
    expect(() => loadScript({ code: '', files: {}, manifest: '{"runtimeVersion":"V8"}' }, host)).toThrow('oauthScopes');
    expect(() => loadScript({ code: '', files: {}, manifest: '{"oauthScopes":[]}' }, host)).toThrow('runtimeVersion');
    expect(() => loadScript({ code: '', files: {}, manifest: manifest() }, host)).not.toThrow();
  });
});

describe('what the person has agreed to', () => {
  const SCOPE = 'https://www.googleapis.com/auth/';
  const AS_IF = { granted: [`${SCOPE}spreadsheets.currentonly`, `${SCOPE}script.container.ui`] };

  it('may be a part of it: the rest is refused by name, the identity token is null', async () => {
    const code = `function title() { return SpreadsheetApp.getActive().getName(); }
      function who() { return Session.getActiveUser().getEmail(); }
      function token() { return ScriptApp.getIdentityToken(); }`;
    const script = scriptOf(code, AS_IF);
    expect((await script.call('title', [])).value).toBe('Spring gala');
    await expect(script.call('who', [])).rejects.toThrow(
      `You do not have permission to call Session.getActiveUser. Required permissions: ${SCOPE}userinfo.email`,
    );
    expect((await script.call('token', [])).value).toBeNull();
  });

  it('is asked for as a whole by a script that says so', async () => {
    const code = 'function f() { ScriptApp.requireAllScopes(ScriptApp.AuthMode.FULL); return "on"; }';
    await expect(scriptOf(code, AS_IF).call('f', [])).rejects.toThrow(
      'Authorization is required to perform that action.',
    );
    expect((await scriptOf(code).call('f', [])).value).toBe('on');
  });

  it('is nothing before they were asked: the menu is there, no function of it runs', async () => {
    const script = scriptOf(`${MENU} function openSidebar() { return 1; }`, { granted: [] });
    expect((await script.trigger('onOpen', 'NONE')).menu).toHaveLength(3);
    expect((await script.trigger('onOpen', 'LIMITED')).menu).toHaveLength(3);
    await expect(script.choose('openSidebar')).rejects.toThrow('Authorization is required to perform that action.');
    await expect(script.call('openSidebar', [])).rejects.toThrow('Authorization is required');
  });
});

describe('a function of a cell', () => {
  const inCell = async (expression: string): Promise<unknown> =>
    (await scriptOf(`function F(x) { return ${expression}; }`).calculate('F', [2])).value;

  it('reads the spreadsheet and properties, and knows the language of the person', async () => {
    expect(await inCell('x * 21')).toBe(42);
    expect(await inCell('SpreadsheetApp.getActive().getSheets()[0].getRange("B2").getA1Notation()')).toBe('B2');
    expect(await inCell('PropertiesService.getScriptProperties().getProperty("absent")')).toBeNull();
    expect(await inCell('Session.getActiveUserLocale() + Session.getActiveUser().getEmail()')).toBe('en');
  });

  it('has no menu, no sidebar and no dialog', async () => {
    await expect(inCell('SpreadsheetApp.getUi()')).rejects.toThrow(
      'Cannot call SpreadsheetApp.getUi() from this context.',
    );
  });

  it.each([
    'SpreadsheetApp.getActive().addDeveloperMetadata("key", "value")',
    'SpreadsheetApp.getActive().addEditor("x@example.org")',
    'SpreadsheetApp.getActive().getEditors()',
    'ScriptApp.getIdentityToken()',
  ])('may not %s', async (expression) => {
    await expect(inCell(expression)).rejects.toThrow('You do not have permission to call ');
  });
});

describe('auth modes', () => {
  it.each(['NONE', 'LIMITED', 'FULL'] as const)('onOpen builds the menu in %s', async (mode) => {
    const { menu, value } = await scriptOf(MENU).trigger('onOpen', mode);
    expect(menu).toEqual([
      { kind: 'item', caption: 'Open', functionName: 'openSidebar' },
      { kind: 'separator' },
      { kind: 'item', caption: 'Help', functionName: 'help' },
    ]);
    expect(value).toBe(String(mode === 'LIMITED'));
  });

  it.each([
    ['NONE', 'SpreadsheetApp.getActive()'],
    ['NONE', 'PropertiesService.getScriptProperties()'],
    ['NONE', 'SpreadsheetApp.getActiveRange()'],
    ['NONE', 'ScriptApp.getIdentityToken()'],
    ['NONE', 'SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutput("x"))'],
    ['LIMITED', 'ScriptApp.getIdentityToken()'],
    ['LIMITED', 'SpreadsheetApp.getUi().alert("x")'],
    ['LIMITED', 'SpreadsheetApp.getActive().getOwner()'],
    ['LIMITED', 'SpreadsheetApp.getActive().addEditor("x@example.org")'],
    ['LIMITED', 'SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutput("x"))'],
  ] as const)('%s refuses %s', async (mode, expression) => {
    const script = scriptOf(`function onOpen() { ${expression}; }`);
    await expect(script.trigger('onOpen', mode)).rejects.toThrow('You do not have permission to call ');
  });

  it('global statements run under the same mode, so they can kill the menu', async () => {
    const script = scriptOf(`const id = SpreadsheetApp.getActive().getId(); ${MENU}`);
    await expect(script.trigger('onOpen', 'NONE')).rejects.toThrow('SpreadsheetApp.getActive');
    expect((await script.trigger('onOpen', 'LIMITED')).menu).toHaveLength(3);
  });

  it('tells the address of the person only in FULL', async () => {
    const script = scriptOf('function onOpen() { return Session.getActiveUser().getEmail(); }');
    expect((await script.trigger('onOpen', 'LIMITED')).value).toBe('');
    expect((await script.trigger('onOpen', 'FULL')).value).toBe('owner@example.org');
  });
});
