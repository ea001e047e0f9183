import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Page } from 'playwright-core';
import { openBrowser } from '../helpers/browser.ts';
import { buildSidebarPage } from './built-addon.ts';

/**
 * What the spreadsheet's side of the add-on does in a test: a value to give, or an Error to fail with.
 * `start` is what the menu item puts into the page; without it the sidebar asks for everything.
 */
export type ScriptAnswers = Record<
  'context' | 'identityToken' | 'shareWithWriter' | 'writeProof' | 'gotoCell',
  unknown
> & { selectedColumn?: unknown; peopleWithAccess?: unknown; start?: unknown };

/** Serves the built sidebar on an origin of its own and opens it at the width Google gives it. */
export async function startSidebar() {
  const [html, browser] = await Promise.all([buildSidebarPage(), openBrowser()]);
  let current: ScriptAnswers | undefined;
  const shown = (): string =>
    current?.start === undefined ? html : html.replace(MARK, () => JSON.stringify(current?.start));
  const server = createServer((_request, answer) => answer.setHeader('content-type', 'text/html').end(shown()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
  const page = await browser.context.newPage();
  await page.setViewportSize({ width: 300, height: 700 });
  page.setDefaultTimeout(5_000);
  await page.exposeFunction('scriptCall', (name: keyof ScriptAnswers, args: string[]) =>
    scriptCall(current?.[name], args),
  );
  await page.addInitScript(INJECTED);
  return {
    /** Loads the sidebar anew beside a spreadsheet that answers like this. */
    async open(answers: ScriptAnswers): Promise<Page> {
      current = answers;
      await page.goto(url);
      return page;
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Where menu items write, see addon/menu.ts. */
const MARK = '"what the menu item tells"';

type Outcome = { value: unknown } | { failure: string };

function scriptCall(answer: unknown, args: string[]): Outcome {
  const result: unknown = typeof answer === 'function' ? answer(...args) : answer;
  return result instanceof Error ? { failure: result.message } : { value: result ?? null };
}

/** Google's `google.script.run` as the sidebar sees it, in front of the test's own answers. */
const INJECTED = `
  const runner = (handlers) => new Proxy({}, {
    get: (_target, name) => {
      if (name === 'withSuccessHandler') return (success) => runner({ ...handlers, success });
      if (name === 'withFailureHandler') return (failure) => runner({ ...handlers, failure });
      return (...args) => window.scriptCall(name, args).then((outcome) => {
        if ('failure' in outcome) handlers.failure(new Error(outcome.failure));
        else handlers.success(outcome.value);
      });
    },
  });
  window.google = { script: { run: runner({}) } };
`;
