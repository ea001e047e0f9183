import { describe, expect, it } from 'vitest';
import { scriptOf, valueOf } from './memory-document.ts';

const ECHO = 'function f(value) { return value; }';

describe('google.script.run', () => {
  it('carries primitives, null, arrays and plain objects both ways', async () => {
    const value = { text: 'é', list: [1, true, null, { deep: '' }] };
    expect(await valueOf(ECHO, value)).toEqual(value);
  });

  it('turns undefined in arrays into null and drops it from objects', async () => {
    expect(await valueOf(ECHO, [1, undefined])).toEqual([1, null]);
    expect(await valueOf(ECHO, { a: undefined, b: 2 })).toEqual({ b: 2 });
    expect(await valueOf('function f() {}')).toBeNull();
  });

  const cycle: { self?: unknown } = {};
  cycle.self = cycle;
  it.each([
    ['a Date', new Date(0), '0'],
    ['a nested Date', { at: new Date(0) }, 'at'],
    ['a function', { go: () => 1 }, 'go'],
    ['a cycle', cycle, 'self'],
    ['a Map', new Map(), '0'],
    ['a class instance', new (class Seat {})(), '0'],
    ['NaN', [NaN], '0'],
  ])('fails for %s as an argument', async (_, value, property) => {
    await expect(valueOf(ECHO, value)).rejects.toThrow(`Failed due to illegal value in property: ${property}`);
  });

  it.each(['new Date()', '() => 1', 'SpreadsheetApp.getActive()', '{ at: new Date() }', 'new Error("x")'])(
    'fails for %s as a result',
    async (expression) => {
      await expect(valueOf(`function f() { return ${expression}; }`)).rejects.toThrow('illegal value');
    },
  );

  it('hides functions whose name ends in an underscore', async () => {
    const script = scriptOf('function secret_() { return 1; } function f() { return secret_(); }');
    await expect(script.call('secret_', [])).rejects.toThrow('Script function not found: secret_');
    expect((await script.call('f', [])).value).toBe(1);
    await expect(script.call('absent', [])).rejects.toThrow('Script function not found: absent');
  });

  it.each([
    'var f = () => 1;',
    'globalThis.f = function () { return 1; };',
    'if (true) { function f() { return 1; } }',
  ])('finds no function that is not declared at the top: %s', async (code) => {
    await expect(valueOf(code)).rejects.toThrow('Script function not found: f');
  });

  it('knows the names it has', () => {
    expect(scriptOf('function a() {} async function b() {} function c_() {} const d = () => 1;').functions).toEqual([
      'a',
      'b',
    ]);
  });

  it('carries errors as their message', async () => {
    await expect(valueOf('function f() { throw new RangeError("no seat left"); }')).rejects.toThrow(/^no seat left$/);
    await expect(valueOf('async function f() { throw new Error("later"); }')).rejects.toThrow(/^later$/);
    await expect(valueOf('function f() { throw "text"; }')).rejects.toThrow(/^text$/);
  });
});
