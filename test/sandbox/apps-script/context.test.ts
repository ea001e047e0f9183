import { describe, expect, it } from 'vitest';
import { scriptOf, valueOf } from './memory-document.ts';

const FORBIDDEN =
  'URL URLSearchParams fetch setTimeout setInterval clearTimeout setImmediate queueMicrotask TextEncoder TextDecoder atob btoa crypto ' +
  'process require module Buffer global structuredClone performance navigator window document FormData File Blob DOMException ' +
  'ReadableStream WritableStream AbortController Headers Request Response WebSocket MessageChannel';

describe('the script context', () => {
  it.each(FORBIDDEN.split(' '))('has no %s', async (name) => {
    expect(await valueOf(`function f() { return typeof ${name}; }`)).toBe('undefined');
  });

  it('cannot reach the outside through the constructors of what it was given', async () => {
    const code = `function f() {
      const given = [globalThis, SpreadsheetApp, SpreadsheetApp.getActive, console.log, Logger.log, UrlFetchApp];
      return given.map((thing) => Object.getPrototypeOf(thing).constructor.constructor('return typeof process')());
    }`;
    expect(await valueOf(code)).toEqual(Array(6).fill('undefined'));
  });

  it('evaluates the globals anew for every call', async () => {
    const script = scriptOf('var count = 0; function f() { count += 1; return count; }');
    expect((await script.call('f', [])).value).toBe(1);
    expect((await script.call('f', [])).value).toBe(1);
  });

  it('settles promises, for there are microtasks but no timers', async () => {
    expect(await valueOf('async function f() { await null; return await Promise.resolve(5); }')).toBe(5);
    await expect(valueOf('function f() { return new Promise(() => {}); }')).rejects.toThrow('nothing resolves');
  });

  it('stops a script that runs too long, also in a microtask', async () => {
    const late = { limits: { script: 60 } };
    await expect(scriptOf('function f() { for (;;); }', late).call('f', [])).rejects.toThrow(
      'Exceeded maximum execution time',
    );
    const inMicrotask = scriptOf('async function f() { await null; for (;;); }', late);
    await expect(inMicrotask.call('f', [])).rejects.toThrow('Exceeded maximum execution time');
  });

  it('stops simple triggers and functions of cells sooner than others', async () => {
    const code =
      'const end = Date.now() + 150; function work() { while (Date.now() < end); return "done"; } function onOpen() { work(); }';
    const script = scriptOf(code, { limits: { simpleTrigger: 50, customFunction: 50 } });
    expect((await script.call('work', [])).value).toBe('done');
    await expect(script.trigger('onOpen', 'LIMITED')).rejects.toThrow('Exceeded maximum execution time');
    await expect(script.calculate('work', [])).rejects.toThrow('Exceeded maximum execution time');
  });

  it('collects what console and Logger write', async () => {
    const { log } = await scriptOf('function f() { console.warn("a", {b: 1}); Logger.log("%s seats", 4); }').call(
      'f',
      [],
    );
    expect(log).toEqual([
      { level: 'warn', text: 'a {"b":1}' },
      { level: 'log', text: '4 seats' },
    ]);
  });

  it.each([
    ['SpreadsheetApp.create("x")', 'SpreadsheetApp.create is not supported by the sandbox.'],
    ['SpreadsheetApp.getActive().getDataRange()', 'Spreadsheet.getDataRange is not supported by the sandbox.'],
    ['UrlFetchApp.fetch("https://example.org/")', 'UrlFetchApp.fetch is not supported by the sandbox.'],
    ['SpreadsheetApp.WrapStrategy.CLIP', 'SpreadsheetApp.WrapStrategy is not supported by the sandbox.'],
  ])('says that %s is not supported', async (expression, message) => {
    await expect(valueOf(`function f() { ${expression}; }`)).rejects.toThrow(message);
  });

  it('lets the script catch such an error as an Exception of its own realm', async () => {
    const code =
      'function f() { try { SpreadsheetApp.create("x"); } catch (e) { return [e.name, e instanceof Error]; } }';
    expect(await valueOf(code)).toEqual(['Exception', true]);
  });

  it("names the signature in Google's words when arguments do not fit", async () => {
    await expect(valueOf('function f() { SpreadsheetApp.getActive().addEditor(5); }')).rejects.toThrow(
      "The parameters (number) don't match the method signature for SpreadsheetApp.Spreadsheet.addEditor.",
    );
  });
});

describe('a script the editor would not save', () => {
  it.each([
    ['class A { static x = 1; }', 'static class fields'],
    ['class A { #x = 1; }', 'private class members'],
    ['class A { static { } }', 'static initialization blocks'],
    ['import("x")', 'import()'],
  ])('%s is refused', (code, construct) => {
    expect(() => scriptOf(code)).toThrow(`Apps Script does not support ${construct}`);
  });

  it.each(['export const a = 1;', 'import a from "a";', 'function ('])('%s is refused', (code) => {
    expect(() => scriptOf(code)).toThrow(SyntaxError);
  });
});
