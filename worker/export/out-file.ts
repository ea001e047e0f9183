import { randomBytes } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { access, chmod, open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** The named file cannot be written; the message is a sentence that says why. */
export class OutFileError extends Error {
  override readonly name = 'OutFileError';
}

/** A file to be written as a whole or not at all. `mode`: permissions of the file that is there now, null when there is none. */
export type OutFile = { readonly path: string; readonly mode: number | null; readonly replaces: boolean };

/**
 * Finds out whether a file can be written before any work is done for it. A link is followed, so that it stays one.
 *
 * @throws OutFileError when its folder does not exist or is closed, or the name is a folder's.
 */
export async function checkOutFile(named: string): Promise<OutFile> {
  const there = await stat(named).catch(() => null);
  if (there?.isDirectory()) throw new OutFileError(`${named} is a folder. Name a file in it.`);
  const path = there ? await realpath(named) : named;
  await checkAccess(named, there && !there.isFile() ? path : dirname(path));
  return { path, ...kindOf(there) };
}

function kindOf(there: Stats | null): Pick<OutFile, 'mode' | 'replaces'> {
  // A pipe or a device cannot be replaced by a file; it takes the text as it comes.
  return { mode: there ? there.mode & 0o777 : null, replaces: there === null || there.isFile() };
}

async function checkAccess(named: string, place: string): Promise<void> {
  try {
    await access(place, constants.W_OK);
  } catch (cause) {
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    const reason = isMissing ? `the folder ${place} does not exist` : `${place} may not be written to`;
    throw new OutFileError(`${named} cannot be written: ${reason}.`, { cause });
  }
}

/**
 * Writes the text beside the file and then puts it in its place: whoever looks sees the old content or the new one. When the
 * text breaks off, the old file stays and nothing is left beside it.
 *
 * @throws OutFileError when the disk refuses; an error of `chunks` comes through as it is.
 */
export async function writeOutFile({ path, mode, replaces }: OutFile, chunks: AsyncIterable<string>): Promise<void> {
  if (!replaces) return await writeFile(path, chunks, { flag: 'a' });
  const draft = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}.part`);
  try {
    await writeDraft(draft, chunks);
    if (mode !== null) await chmod(draft, mode);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw refusalOf(error, path);
  }
}

async function writeDraft(draft: string, chunks: AsyncIterable<string>): Promise<void> {
  const file = await open(draft, 'wx');
  try {
    for await (const chunk of chunks) await file.appendFile(chunk);
    await file.sync();
  } finally {
    await file.close();
  }
}

function refusalOf(error: unknown, path: string): unknown {
  const isSystem = error instanceof Error && 'syscall' in error && 'path' in error;
  const isFull = error instanceof Error && 'code' in error && error.code === 'ENOSPC';
  if (!isSystem && !isFull) return error;
  const reason = isFull ? 'the disk is full' : 'the system refuses';
  return new OutFileError(`${path} cannot be written: ${reason}.`, { cause: error });
}
