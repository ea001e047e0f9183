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
  append(id: string, line: () => string): void;
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

class DiskStorage implements Storage {
  readonly #folder: string;
  readonly #journals = new Map<string, Journal>();

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#folder = folder;
  }

  details(): readonly string[] {
    const names = readdirSync(this.#folder).filter((name) => name.endsWith('.json'));
    return names.map((name) => readFileSync(join(this.#folder, name), 'utf8'));
  }

  saveDetails(id: string, text: string): void {
    writeAtomically(this.#path(id, 'json'), [text]);
  }

  load(id: string): { snapshot: readonly string[]; journal: readonly string[] } | undefined {
    const [newest] = this.#generations(id);
    if (newest === undefined) return undefined;
    const [snapshot, journal] = [this.#path(id, `${newest}.snapshot`), this.#path(id, `${newest}.journal`)];
    return { snapshot: completeLines(snapshot), journal: completeLines(journal) };
  }

  append(id: string, line: () => string): void {
    const journal = this.#journal(id);
    const bytes = Buffer.from(`${line()}\n`);
    for (let done = 0; done < bytes.length;) done += writeSync(journal.file, bytes, done);
    journal.bytes += bytes.length;
  }

  saveSnapshot(id: string, lines: Iterable<string>): void {
    const older = this.#generations(id);
    this.#closeJournal(id);
    writeAtomically(this.#path(id, `${(older[0] ?? -1) + 1}.snapshot`), lines);
    for (const generation of older) {
      rmSync(this.#path(id, `${generation}.journal`), { force: true });
      rmSync(this.#path(id, `${generation}.snapshot`), { force: true });
    }
  }

  journalBytes(id: string): number {
    return this.#journal(id).bytes;
  }

  remove(id: string): void {
    this.#closeJournal(id);
    rmSync(this.#path(id, 'json'), { force: true });
    for (const name of readdirSync(this.#folder)) {
      if (name.startsWith(`${id}.`)) rmSync(join(this.#folder, name));
    }
  }

  close(): void {
    for (const id of this.#journals.keys()) this.#closeJournal(id);
  }

  #path(id: string, ending: string): string {
    return join(this.#folder, `${id}.${ending}`);
  }

  /** Numbers of the snapshots, newest first: two only after a crash between writing one and removing the other. */
  #generations(id: string): number[] {
    const names = readdirSync(this.#folder).filter((name) => name.startsWith(`${id}.`) && name.endsWith('.snapshot'));
    return names.map((name) => Number(name.slice(id.length + 1, -'.snapshot'.length))).toSorted((a, b) => b - a);
  }

  #journal(id: string): Journal {
    const known = this.#journals.get(id);
    if (known) return known;
    const name = this.#path(id, `${this.#generations(id)[0] ?? 0}.journal`);
    const journal = { file: openSync(name, 'a', 0o600), bytes: statSync(name).size };
    this.#journals.set(id, journal);
    return journal;
  }

  #closeJournal(id: string): void {
    const open = this.#journals.get(id);
    if (open) closeSync(open.file);
    this.#journals.delete(id);
  }
}

/** Keeps spreadsheets in a folder, which is made when it is missing. */
export function diskStorage(folder: string): Storage {
  return new DiskStorage(folder);
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
