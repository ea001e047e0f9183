import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Files, SandboxFile } from '../google/files.ts';

/** Accounts of the rehearsal; nobody is behind them. The first one owns the demo spreadsheet. */
export const USERS = ['owner@example.org', 'colleague@example.org', 'stranger@example.net'] as const;

const TITLE = 'Spring gala – guest list';
const MEMORY = 'playground-spreadsheet';

/**
 * The demo spreadsheet, made on the first start and shared with the colleague. Later it is known by the id kept in
 * `dataDir` (it may have been renamed), else by owner and title.
 */
export function demoSpreadsheet(files: Files, dataDir?: string): string {
  const { id } = remembered(files, dataDir) ?? named(files) ?? make(files);
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
  const [owner] = USERS;
  return files.list(owner).find((file) => file.title === TITLE && file.owner === owner && !file.trashed);
}

function make(files: Files): SandboxFile {
  const [owner, colleague] = USERS;
  const made = files.create(owner, TITLE, { locale: 'en_GB', timeZone: 'Europe/Amsterdam' });
  const line = { id: 'colleague', type: 'user', role: 'writer', emailAddress: colleague } as const;
  files.setPermissions(made.id, [...made.permissions, line]);
  return made;
}
