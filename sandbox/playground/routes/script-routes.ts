import type { Hono } from 'hono';
import { z } from 'zod';
import { body } from '../http.ts';
import type { PageParts } from '../page-app.ts';
import { Viewer } from './viewer.ts';

const Acting = Viewer.extend({
  selection: z.object({ sheetId: z.number().int(), a1: z.string() }),
  /** The person's language, such as `de`; English when absent. */
  userLocale: z
    .string()
    .regex(/^[a-z]{2}(_[A-Z]{2})?$/, 'must be a language such as de or de_CH')
    .exactOptional(),
});
const Choice = Acting.extend({ functionName: z.string() });
const Call = Acting.extend({ name: z.string(), args: z.array(z.unknown()) });

/** The add-on's menu and google.script.run. */
export function serveScripts(app: Hono, { scripts, troubles }: PageParts): void {
  app.post('/playground/menu', async (context) => context.json(await scripts.open(await body(context, Acting))));
  app.post('/playground/choose', async (context) => {
    const { functionName, ...runner } = await body(context, Choice);
    return context.json(await scripts.choose(runner, functionName));
  });
  app.post('/playground/run', async (context) => {
    const { name, args, ...runner } = await body(context, Call);
    troubles.beforeCall();
    return context.json(await scripts.run(runner, name, args));
  });
}
