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
    ['NONE', 'ScriptApp.getIdentityToken()'],
    ['LIMITED', 'ScriptApp.getIdentityToken()'],
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
