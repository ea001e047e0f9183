import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Files, SandboxFile } from '../google/files.ts';
import type { Account } from './wire.ts';

/** Accounts of the rehearsal; nobody is behind them. The first one owns the demo spreadsheet. */
export const USERS = [
  { email: 'owner@example.org', name: 'Owner', who: 'made this spreadsheet' },
  { email: 'colleague@example.org', name: 'Colleague', who: 'edits it too' },
  { email: 'stranger@example.net', name: 'Stranger', who: 'another organisation, no access yet' },
] as const satisfies readonly Account[];

const [OWNER, COLLEAGUE] = USERS;

const TITLE = 'Spring gala – guest list';
const MEMORY = 'playground-spreadsheet';

/**
 * The demo spreadsheet, made on the first start and shared with the colleague. Later it is known by the id kept in
 * `dataDir` (it may have been renamed), else by owner and title.
 */
export function demoSpreadsheet(files: Files, dataDir?: string): string {
  return keep((remembered(files, dataDir) ?? named(files) ?? make(files)).id, dataDir);
}

/** A blank demo spreadsheet in place of the one before, which stays where it is. */
export function freshDemo(files: Files, dataDir?: string): string {
  return keep(make(files).id, dataDir);
}

function keep(id: string, dataDir: string | undefined): string {
  if (dataDir !== undefined) {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(join(dataDir, MEMORY), id);
  }
  return id;
}

function remembered(files: Files, dataDir: string | undefined): SandboxFile | undefined {
  const path = dataDir === undefined ? '' : join(dataDir, MEMORY);
  const file = existsSync(path) ? files.get(readFileSync(path, 'utf8').trim()) : undefined;
  return file?.trashed ? undefined : file;
}

function named(files: Files): SandboxFile | undefined {
  return files.list(OWNER.email).find((file) => file.title === TITLE && file.owner === OWNER.email && !file.trashed);
}

function make(files: Files): SandboxFile {
  const made = files.create(OWNER.email, TITLE, { locale: 'en_GB', timeZone: 'Europe/Amsterdam' });
  const line = { id: 'colleague', type: 'user', role: 'writer', emailAddress: COLLEAGUE.email } as const;
  files.setPermissions(made.id, [...made.permissions, line]);
  return made;
}
