import type { Hono } from 'hono';
import { z } from 'zod';
import { body, parse } from '../http.ts';
import type { PageParts } from '../page-app.ts';

const Where = z.object({ spreadsheetId: z.string().min(1) });
const Setting = Where.extend({ id: z.string(), isOn: z.boolean() });
const Moment = Where.extend({ id: z.string() });

/** Making things go wrong, and happen. */
export function serveStage(app: Hono, { stage }: PageParts): void {
  app.get('/playground/stage', (context) => {
    return context.json(stage.view(parse(Where, context.req.query()).spreadsheetId));
  });
  app.post('/playground/stage', async (context) => {
    const { id, isOn, spreadsheetId } = await body(context, Setting);
    stage.set(id, isOn, spreadsheetId);
    return context.json(stage.view(spreadsheetId));
  });
  app.post('/playground/stage/moment', async (context) => {
    const { id, spreadsheetId } = await body(context, Moment);
    stage.act(id);
    return context.json(stage.view(spreadsheetId));
  });
  app.post('/playground/stage/clear', async (context) => {
    const { spreadsheetId } = await body(context, Where);
    stage.clear(spreadsheetId);
    return context.json(stage.view(spreadsheetId));
  });
}
