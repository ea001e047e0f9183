/**
 * Browser script that stands before the add-on's own in the sidebar's page: `google.script.run` and `google.script.host`
 * over messages to the page around it. Arguments follow Google's type rules; ten calls run at once, further ones wait.
 * @param functions what google.script.run has; every other name is undefined.
 * @see https://developers.google.com/apps-script/guides/html/reference/run
 */
export function sidebarShim(editorOrigin: string, functions: readonly string[]): string {
  return SHIM.replace('EDITOR_ORIGIN', () => JSON.stringify(editorOrigin)).replace('FUNCTIONS', () =>
    JSON.stringify(functions),
  );
}

const SHIM = String.raw`(function () {
  'use strict';
  const origin = EDITOR_ORIGIN;
  const functions = FUNCTIONS;
  const editor = window.parent;
  const waiting = [];
  const running = new Map();
  let count = 0;

  const illegal = (name) => new TypeError('Failed due to illegal value in property: ' + name);

  function legal(value, name, parents) {
    if (value === null || value === undefined) return null;
    if (typeof value === 'string' || typeof value === 'boolean') return value;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    if (typeof value !== 'object' || parents.includes(value)) throw illegal(name);
    const inside = parents.concat([value]);
    if (Array.isArray(value)) return Array.from(value, (item, index) => legal(item, String(index), inside));
    const prototype = Object.getPrototypeOf(value);
    if (prototype !== null && prototype !== Object.prototype) throw illegal(name);
    const entries = Object.entries(value).filter((entry) => entry[1] !== undefined);
    return Object.fromEntries(entries.map((entry) => [entry[0], legal(entry[1], entry[0], inside)]));
  }

  // A form may be the only argument, and only directly.
  function legalArguments(args) {
    if (args.length === 1 && args[0] instanceof HTMLFormElement) return [fieldsOf(args[0])];
    return args.map((value, index) => legal(value, String(index), []));
  }

  function fieldsOf(form) {
    const fields = {};
    for (const [name, value] of new FormData(form)) {
      if (typeof value !== 'string') throw new TypeError('Files in forms are not supported by the sandbox.');
      fields[name] = name in fields ? [].concat(fields[name], value) : value;
    }
    return fields;
  }

  function post(message) {
    editor.postMessage(message, origin);
  }

  function start() {
    while (running.size < 10 && waiting.length > 0) {
      const call = waiting.shift();
      running.set(call.id, call);
      post({ scriptHost: 'run', id: call.id, name: call.name, args: call.args });
    }
  }

  function runner(handlers) {
    const run = {
      withSuccessHandler: (success) => runner({ ...handlers, success }),
      withFailureHandler: (failure) => runner({ ...handlers, failure }),
      withUserObject: (userObject) => runner({ ...handlers, userObject }),
    };
    for (const name of functions) {
      run[name] = (...args) => {
        const given = legalArguments(args);
        count += 1;
        waiting.push({ id: count, name, args: given, handlers });
        start();
      };
    }
    return run;
  }

  function failed(message) {
    const error = new Error(message);
    error.name = 'ScriptError';
    return error;
  }

  window.addEventListener('message', (event) => {
    if (event.source !== editor || event.origin !== origin) return;
    const call = event.data && running.get(event.data.id);
    if (!call) return;
    running.delete(event.data.id);
    start();
    const { success, failure, userObject } = call.handlers;
    if (event.data.scriptHost === 'done' && success) success(event.data.value, userObject);
    if (event.data.scriptHost !== 'failed') return;
    const error = failed(event.data.message);
    if (failure) failure(error, userObject);
    else console.error(error);
  });

  // In a frame without allow-top-navigation a link leads nowhere unless it opens elsewhere.
  window.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
    if (!link || link.getAttribute('href').startsWith('#')) return;
    const target = link.target || document.querySelector('base[target]')?.target;
    if (target === '_blank' || target === '_top') return;
    event.preventDefault();
    console.error(new Error('Links need the target _blank or _top: ' + link.href));
  });

  const host = {
    origin,
    close: () => post({ scriptHost: 'close' }),
    editor: { focus: () => post({ scriptHost: 'focus' }) },
    setHeight() {},
    setWidth() {},
  };
  window.google = { script: { run: runner({}), host } };
})();`;
