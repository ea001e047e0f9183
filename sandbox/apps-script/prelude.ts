/**
 * Runs inside the script's context before the script: gives it Google's globals as handles on objects outside.
 * Its value is a function (bridge, report, globals, unsupported) -> run(name, args). Everything the script can reach is
 * built here, in the script's own realm, so no function of the outside (and no way to `process`) leaks in.
 */
export const PRELUDE = String.raw`
(function (bridge, report, globals, unsupported) {
  'use strict';
  const known = new Map();
  const ids = new WeakMap();
  const QUIET = ['then', 'toJSON', 'constructor', 'valueOf'];

  class Exception extends Error {
    get name() { return 'Exception'; }
  }

  function member(spec, key) {
    if (key === Symbol.toPrimitive || key === 'toString') {
      return () => (spec.m.includes('toString') ? call(spec, 'toString', []) : spec.n);
    }
    if (typeof key === 'symbol') return undefined;
    if (Object.hasOwn(spec.c, key)) return wrap(spec.c[key]);
    if (spec.m.includes(key)) return (...args) => call(spec, key, args);
    if (QUIET.includes(key)) return undefined;
    throw new Exception(spec.n + '.' + key + ' is not supported by the sandbox.');
  }

  function wrap(spec) {
    if (known.has(spec.h)) return known.get(spec.h);
    const proxy = new Proxy(Object.create({}), {
      get: (target, key) => member(spec, key),
      set: () => false,
    });
    known.set(spec.h, proxy);
    ids.set(proxy, spec.h);
    return proxy;
  }

  function missing(service) {
    const refuse = (key) => {
      if (typeof key === 'symbol' || QUIET.includes(key)) return undefined;
      throw new Exception(service + '.' + key + ' is not supported by the sandbox.');
    };
    return new Proxy(Object.create({}), { get: (target, key) => refuse(key) });
  }

  function encode(value) {
    if (value === undefined) return { u: 1 };
    if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return { v: value };
    if (ids.has(value)) return { h: ids.get(value) };
    if (Array.isArray(value)) return { a: value.map(encode) };
    return { x: Object.prototype.toString.call(value).slice(8, -1) };
  }

  function decode(value) {
    if ('h' in value) return wrap(value);
    if ('a' in value) return value.a.map(decode);
    if ('o' in value) return Object.fromEntries(value.o.map(([key, item]) => [key, decode(item)]));
    return value.v;
  }

  function call(spec, name, args) {
    const answer = JSON.parse(bridge(spec.h, name, JSON.stringify(args.map(encode))));
    if ('e' in answer) throw new Exception(answer.e);
    return decode(answer);
  }

  function display(value) {
    if (typeof value === 'string') return value;
    if (value instanceof Error) return String(value.stack || value);
    try { return JSON.stringify(value) ?? String(value); } catch { return String(value); }
  }

  const line = (level) => (...args) => { bridge(-1, level, JSON.stringify(args.map(display).join(' '))); };
  globalThis.console = Object.freeze({
    log: line('log'), info: line('info'), warn: line('warn'), error: line('error'), debug: line('debug'),
    time() {}, timeEnd() {},
  });

  const define = (name, value) => Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
  for (const name of ['SharedArrayBuffer', 'Atomics']) delete globalThis[name];
  for (const name of unsupported) define(name, missing(name));
  for (const [name, spec] of Object.entries(JSON.parse(globals))) define(name, wrap(spec));

  return function run(name, args) {
    try {
      const found = globalThis[name];
      if (typeof found !== 'function') throw new Exception('Script function not found: ' + name);
      const result = found(...JSON.parse(args).map(decode));
      if (!(result instanceof Promise)) return report('value', result);
      result.then((value) => report('value', value), (error) => report('error', error));
    } catch (error) {
      report('error', error);
    }
  };
})
`;
