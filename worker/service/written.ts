import { chownSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a file as a whole or not at all: whoever reads it meanwhile sees the old one. `owner`: whose it will be. */
export function writeWhole(path: string, text: string, mode: number, owner: number | null): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.new`;
  try {
    writeFileSync(draft, text, { mode, flag: 'wx' });
    if (owner !== null) chownSync(draft, owner, -1);
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}
