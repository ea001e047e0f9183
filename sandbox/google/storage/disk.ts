/** Files of one spreadsheet below the data folder: `<id>.json`, `<id>.<n>.snapshot` and the journal of changes since. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

/** Where spreadsheets are kept. */
export type Storage = {
  /** Text of every `<id>.json`. */
  details(): readonly string[];
  saveDetails(id: string, text: string): void;
  /** Lines of the newest snapshot and of its journal. */
  load(id: string): { readonly snapshot: readonly string[]; readonly journal: readonly string[] } | undefined;
  /** Returns when the line is with the operating system: it survives the end of this process, however it comes. */
  append(id: string, line: string): void;
  /** Replaces snapshot and journal in one step. */
  saveSnapshot(id: string, lines: Iterable<string>): void;
  /** Bytes in the journal since the last snapshot. */
  journalBytes(id: string): number;
  remove(id: string): void;
  close(): void;
};

const chunkLength = 1_000_000;

function writeAtomically(path: string, lines: Iterable<string>): void {
  const draft = `${path}.draft`;
  const file = openSync(draft, 'w', 0o600);
  let chunk = '';
  for (const line of lines) {
    chunk += `${line}\n`;
    if (chunk.length < chunkLength) continue;
    writeSync(file, chunk);
    chunk = '';
  }
  writeSync(file, chunk);
  fsyncSync(file);
  closeSync(file);
  renameSync(draft, path);
}

/** Complete lines; a last line that was cut off by a crash is dropped from the file too. */
function completeLines(path: string): string[] {
  if (!existsSync(path)) return [];
  const bytes = readFileSync(path);
  const end = bytes.lastIndexOf(10) + 1;
  if (end < bytes.length) truncateSync(path, end);
  const lines: string[] = [];
  for (let from = 0; from < end;) {
    const to = bytes.indexOf(10, from);
    lines.push(bytes.toString('utf8', from, to));
    from = to + 1;
  }
  return lines;
}

type Journal = { readonly file: number; bytes: number };

/** Keeps spreadsheets in a folder, which is made when it is missing. */
export function diskStorage(folder: string): Storage {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const journals = new Map<string, Journal>();
  const path = (id: string, ending: string) => join(folder, `${id}.${ending}`);
  const generations = (id: string): number[] =>
    readdirSync(folder)
      .flatMap((name) =>
        name.startsWith(`${id}.`) && name.endsWith('.snapshot')
          ? Number(name.slice(id.length + 1, -'.snapshot'.length))
          : [],
      )
      .toSorted((a, b) => b - a);
  const closeJournal = (id: string) => {
    const open = journals.get(id);
    if (open) closeSync(open.file);
    journals.delete(id);
  };
  const journalOf = (id: string): Journal => {
    const known = journals.get(id);
    if (known) return known;
    const name = path(id, `${generations(id)[0] ?? 0}.journal`);
    const journal = { file: openSync(name, 'a', 0o600), bytes: existsSync(name) ? statSync(name).size : 0 };
    journals.set(id, journal);
    return journal;
  };
  return {
    details: () =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .map((name) => readFileSync(join(folder, name), 'utf8')),
    saveDetails: (id, text) => writeAtomically(path(id, 'json'), [text]),
    load(id) {
      const [newest] = generations(id);
      if (newest === undefined) return undefined;
      return {
        snapshot: completeLines(path(id, `${newest}.snapshot`)),
        journal: completeLines(path(id, `${newest}.journal`)),
      };
    },
    append(id, line) {
      const journal = journalOf(id);
      const bytes = Buffer.from(`${line}\n`);
      for (let done = 0; done < bytes.length;) done += writeSync(journal.file, bytes, done);
      journal.bytes += bytes.length;
    },
    saveSnapshot(id, lines) {
      const older = generations(id);
      closeJournal(id);
      writeAtomically(path(id, `${(older[0] ?? -1) + 1}.snapshot`), lines);
      for (const generation of older) {
        rmSync(path(id, `${generation}.journal`), { force: true });
        rmSync(path(id, `${generation}.snapshot`), { force: true });
      }
    },
    journalBytes: (id) => journalOf(id).bytes,
    remove(id) {
      closeJournal(id);
      for (const name of readdirSync(folder)) if (name.startsWith(`${id}.`)) rmSync(join(folder, name));
    },
    close() {
      for (const id of journals.keys()) closeJournal(id);
    },
  };
}

/** Keeps nothing. */
export function noStorage(): Storage {
  return {
    details: () => [],
    saveDetails: () => undefined,
    load: () => undefined,
    append: () => undefined,
    saveSnapshot: () => undefined,
    journalBytes: () => 0,
    remove: () => undefined,
    close: () => undefined,
  };
}
