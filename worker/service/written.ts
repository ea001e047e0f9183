import { closeSync, fchownSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a file as a whole or not at all: whoever reads it meanwhile sees the old one. `owner`: whose it will be. */
export function writeWhole(path: string, text: string, mode: number, owner: number | null): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.new`;
  try {
    writeNew(draft, text, mode, owner);
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Writes a file that is not there yet. It is given away by its handle: in a folder that is somebody else's they could put a link to
 * another file in its place meanwhile.
 *
 * @throws Error `EEXIST` when something is there, be it a link that leads nowhere.
 */
export function writeNew(path: string, text: string, mode: number, owner: number | null): void {
  const file = openSync(path, 'wx', mode);
  try {
    writeFileSync(file, text);
    if (owner !== null) fchownSync(file, owner, -1);
  } finally {
    closeSync(file);
  }
}
