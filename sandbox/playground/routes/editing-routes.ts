import type { Hono } from 'hono';
import { body } from '../http.ts';
import { createDesk } from '../editing/desk.ts';
import { Edit } from '../editing/edit.ts';
import type { PageParts } from '../page-app.ts';
import { TabViewer } from './viewer.ts';

const Editing = TabViewer.extend({ edit: Edit });

/** Everything a person changes in front of the editor, with that person's rights. */
export function serveEditing(app: Hono, { files, changes }: PageParts): void {
  const desk = createDesk(files, changes);
  app.post('/playground/edit', async (context) => {
    const { edit, ...editing } = await body(context, Editing);
    return context.json(desk.edit(editing, edit));
  });
  app.post('/playground/undo', async (context) => context.json(desk.undo(await body(context, TabViewer))));
}
