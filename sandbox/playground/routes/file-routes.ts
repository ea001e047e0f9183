import type { Hono } from 'hono';
import { z } from 'zod';
import type { SandboxFile } from '../../google/files.ts';
import { openFor } from '../access.ts';
import { body, parse } from '../http.ts';
import type { PageParts } from '../page-app.ts';
import type { FileView } from '../wire.ts';
import { User, Viewer } from './viewer.ts';

const Owner = z.object({ user: User });
const Copying = Viewer.extend({ title: z.string().trim().min(1).max(500), withPeople: z.boolean() });

/** The list of spreadsheets, new ones, copies and a fresh demo. */
export function serveFiles(app: Hono, { files, demo }: PageParts): void {
  app.get('/playground/files', (context) => {
    const { user } = parse(Owner, context.req.query());
    const view = ({ id, title, owner, modifiedTime }: SandboxFile): FileView => ({
      spreadsheetId: id,
      title,
      owner,
      modified: modifiedTime,
      isDemo: id === demo.id(),
    });
    return context.json({
      files: files
        .list(user)
        .filter(({ trashed }) => !trashed)
        .map(view),
    });
  });
  app.post('/playground/new-file', async (context) => {
    const { user } = await body(context, Owner);
    const made = files.create(user, 'Untitled spreadsheet', { locale: 'en_GB', timeZone: 'Europe/Amsterdam' });
    return context.json({ spreadsheetId: made.id });
  });
  app.post('/playground/copy-file', async (context) => {
    const { spreadsheetId, user, title, withPeople } = await body(context, Copying);
    const { file } = openFor(files, spreadsheetId, user);
    const copy = files.copy(spreadsheetId, user, title);
    const others = withPeople
      ? file.permissions.filter(({ emailAddress, type }) => type === 'user' && emailAddress !== user)
      : [];
    // Whoever owned the original is an editor of the copy.
    const lines = others.map((line) => (line.role === 'owner' ? { ...line, role: 'writer' as const } : line));
    if (lines.length > 0) files.setPermissions(copy.id, [...copy.permissions, ...lines]);
    return context.json({ spreadsheetId: copy.id });
  });
  app.post('/playground/fresh-demo', (context) => context.json({ spreadsheetId: demo.renew() }));
}
