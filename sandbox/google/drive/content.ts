import { type Context, Hono } from 'hono';
import papaparse from 'papaparse';
import type { Actor } from '../actor.ts';
import { unsupported } from '../api-error.ts';
import { demandScope, driveScopes, openFile, openForEdit } from './access.ts';
import { badBody, badParameter } from './drive-error.ts';
import { fileShape } from './fields.ts';
import { answer, type DriveOptions } from './request.ts';
import { fileResource } from './resources.ts';

const delimiters: Readonly<Record<string, string>> = { 'text/csv': ',', 'text/tab-separated-values': '\t' };

const otherFormats = new Set([
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/x-vnd.oasis.opendocument.spreadsheet',
  'application/pdf',
  'application/zip',
]);

/** The rows without empty ones at the end, all as long as the longest. */
function squared(rows: readonly (readonly string[])[]): string[][] {
  const last = rows.findLastIndex((row) => row.some((text) => text !== ''));
  const used = rows.slice(0, last + 1);
  const width = Math.max(0, ...used.map((row) => row.findLastIndex((text) => text !== '') + 1));
  return used.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? ''));
}

function asText(rows: readonly (readonly string[])[], delimiter: string): string {
  const lines = squared(rows);
  if (delimiter === ',') return papaparse.unparse(lines, { newline: '\r\n' });
  return lines.map((line) => line.map((text) => text.replaceAll(/[\t\r\n]+/g, ' ')).join('\t')).join('\r\n');
}

function exportFile(c: Context, { files, content }: DriveOptions, actor: Actor, id: string): Response {
  demandScope(actor, driveScopes.read, 'DriveFiles.Export');
  openFile(files, actor, id);
  const mimeType = c.req.query('mimeType');
  if (mimeType === undefined) throw badParameter('mimeType', 'Required parameter: mimeType', 'required');
  const delimiter = delimiters[mimeType];
  if (otherFormats.has(mimeType) || (delimiter !== undefined && !content)) throw unsupported(`Export as ${mimeType}`);
  if (delimiter === undefined || !content) {
    throw badParameter('convertTo', 'The requested conversion is not supported.', 'badRequest');
  }
  return new Response(asText(content.rows(actor, id), delimiter), { headers: { 'Content-Type': mimeType } });
}

async function importFile(c: Context, { files, content }: DriveOptions, actor: Actor, id: string): Promise<Response> {
  demandScope(actor, driveScopes.write, 'DriveFiles.Update');
  openForEdit(files, actor, id);
  const type = c.req.header('content-type')?.split(';')[0]?.trim() ?? '';
  const delimiter = delimiters[type];
  if (c.req.query('uploadType') !== 'media')
    throw unsupported(`An upload of the type ${c.req.query('uploadType') ?? ''}`);
  if (delimiter === undefined || !content) throw unsupported(`Importing ${type || 'a file without a type'}`);
  const read = papaparse.parse<string[]>(await c.req.text(), { delimiter });
  if (read.errors[0]) throw badBody(`The file could not be read: ${read.errors[0].message}`);
  content.replace(actor, id, read.data);
  const { file, role } = openFile(files, actor, id);
  return answer(c, fileResource(file, actor.email, role), fileShape, 'kind,id,name,mimeType');
}

/** CSV and tab-separated text out of the first tab. */
export function exportRoutes(options: DriveOptions): Hono {
  return new Hono().get('/files/:id/export', (c) =>
    exportFile(c, options, options.actorOf(c.req.header('authorization')), c.req.param('id')),
  );
}

/** CSV and tab-separated text into a spreadsheet, below `/upload/drive/v3`. */
export function uploadRoutes(options: DriveOptions): Hono {
  return new Hono().patch('/files/:id', (c) =>
    importFile(c, options, options.actorOf(c.req.header('authorization')), c.req.param('id')),
  );
}
