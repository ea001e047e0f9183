import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { Actor } from './actor.ts';
import { notFound } from './api-error.ts';
import { asBelieved, type Habits } from './habits.ts';
import {
  bestRole,
  type CreateOptions,
  demandRole,
  type FileChange,
  type Files,
  type Permission,
  type SandboxFile,
} from './files.ts';
import { createSharingRules } from './sharing-rules.ts';
import { Book } from './sheets/book.ts';
import { cloneBook } from './sheets/clone.ts';
import { Tab } from './sheets/tab.ts';
import { type JournalEntry, Workbook } from './sheets/workbook.ts';
import { diskStorage, noStorage, type Storage } from './storage/disk.ts';
import { loadSnapshot, snapshotLines } from './storage/snapshot.ts';

const Details = z.object({
  id: z.string(),
  title: z.string(),
  owner: z.string(),
  parents: z.array(z.string()),
  trashed: z.boolean(),
  createdTime: z.number(),
  modifiedTime: z.number(),
  permissions: z.array(
    z.object({
      id: z.string(),
      type: z.enum(['user', 'group', 'domain', 'anyone']),
      role: z.enum(['owner', 'writer', 'commenter', 'reader']),
      emailAddress: z.string().exactOptional(),
      domain: z.string().exactOptional(),
    }),
  ),
});

type Entry = { details: z.infer<typeof Details>; workbook: Workbook | undefined };

/** A journal longer than this is folded into the snapshot. */
const maxJournalBytes = 256 * 1024 * 1024;

export type FileStoreOptions = {
  readonly dataDir?: string | undefined;
  readonly now: () => number;
  readonly habits?: Habits;
};

/** Files and what their owner must do before the process ends. */
export type FileStore = Files & {
  /** Puts a change that no journal line describes into a fresh snapshot. */
  saveNow(id: string): void;
  close(): void;
};

function newFileId(): string {
  return `1${randomBytes(32).toString('base64url')}`.slice(0, 44);
}

/** The id Drive gives a permission: the same for the same account. */
function permissionId(email: string): string {
  let hash = 7n;
  for (const letter of email) hash = (hash * 131n + BigInt(letter.codePointAt(0) ?? 0)) % 10n ** 20n;
  return hash.toString().padStart(20, '1');
}

function isEntry(value: unknown): value is JournalEntry {
  return typeof value === 'object' && value !== null && 'operation' in value && 'seed' in value;
}

/** One line a change; the text of the body is taken over when it is on one line already. */
function journalLine(entry: JournalEntry, bodyText: string | undefined): string {
  if (bodyText === undefined || bodyText.includes('\n')) return JSON.stringify(entry);
  const { operation, ...rest } = entry;
  const head = JSON.stringify(rest).slice(0, -1);
  return `${head},"operation":{"kind":${JSON.stringify(operation.kind)},"body":${bodyText}}}`;
}

class Store implements FileStore {
  readonly #entries = new Map<string, Entry>();
  readonly #storage: Storage;
  readonly #now: () => number;
  readonly #habits: Habits;
  readonly sharing = createSharingRules();
  #listeners: { id: string | undefined; listener: (change: FileChange) => void }[] = [];

  constructor(storage: Storage, now: () => number, habits: Habits) {
    this.#storage = storage;
    this.#now = now;
    this.#habits = habits;
    for (const text of storage.details()) {
      const details = Details.parse(JSON.parse(text));
      this.#entries.set(details.id, { details, workbook: undefined });
    }
  }

  create(owner: string, title: string, options: CreateOptions = {}): SandboxFile {
    const book = new Book(options.id ?? newFileId(), title, this.#now, options.locale, options.timeZone);
    book.tabs = [new Tab(`0-${randomBytes(4).toString('hex')}`, 0, 'Sheet1')];
    return this.#add(book, owner, options.parents);
  }

  copy(id: string, owner: string, title: string, options: CreateOptions = {}): SandboxFile {
    const source = this.#need(id).workbook.book;
    return this.#add(cloneBook(source, options.id ?? newFileId(), title), owner, options.parents);
  }

  get(id: string): SandboxFile | undefined {
    const entry = this.#entries.get(id);
    if (!entry) return undefined;
    const load = () => this.#workbook(entry);
    return {
      ...entry.details,
      get workbook() {
        return load();
      },
    };
  }

  list(email: string): readonly SandboxFile[] {
    const visible = [...this.#entries.values()].filter(
      ({ details }) => bestRole(named(details.permissions), email) !== undefined,
    );
    const newest = visible.toSorted((a, b) => b.details.modifiedTime - a.details.modifiedTime);
    return newest.flatMap(({ details }) => this.get(details.id) ?? []);
  }

  rename(id: string, title: string): void {
    this.#need(id).workbook.rename(title);
  }

  setTrashed(id: string, trashed: boolean): void {
    this.#change(id, { trashed }, 'permissions');
  }

  setParents(id: string, parents: readonly string[]): void {
    this.#change(id, { parents: [...parents] }, 'permissions');
  }

  setPermissions(id: string, permissions: readonly Permission[]): void {
    const owner = permissions.find((line) => line.role === 'owner')?.emailAddress;
    if (owner === undefined) throw new Error('a file needs an owner');
    this.#change(id, { permissions: [...permissions], owner }, 'permissions');
  }

  delete(id: string): void {
    if (!this.#entries.delete(id)) throw notFound();
    this.#storage.remove(id);
    this.#tell({ fileId: id, kind: 'deleted' });
  }

  roleOf(id: string, email: string) {
    const entry = this.#entries.get(id);
    return entry && bestRole(entry.details.permissions, email);
  }

  open(actor: Actor, id: string, need: 'read' | 'write'): Workbook {
    const entry = this.#entries.get(id);
    demandRole(this.roleOf(id, actor.email), need, entry !== undefined);
    return this.#need(id).workbook;
  }

  onChange(id: string | undefined, listener: (change: FileChange) => void): () => void {
    const entry = { id, listener };
    this.#listeners = [...this.#listeners, entry];
    return () => void (this.#listeners = this.#listeners.filter((one) => one !== entry));
  }

  flush(): void {
    for (const entry of this.#entries.values()) {
      if (entry.workbook && this.#storage.journalBytes(entry.details.id) > 0) this.saveNow(entry.details.id);
    }
  }

  saveNow(id: string): void {
    const { workbook } = this.#need(id);
    this.#storage.saveSnapshot(id, snapshotLines(workbook.book));
    this.#saveDetails(id);
  }

  close(): void {
    this.flush();
    this.#storage.close();
  }

  #add(book: Book, owner: string, parents: readonly string[] = ['root']): SandboxFile {
    const email = owner.toLowerCase();
    const now = this.#now();
    const permissions: Permission[] = [{ id: permissionId(email), type: 'user', role: 'owner', emailAddress: email }];
    const details = {
      id: book.id,
      title: book.title,
      owner: email,
      parents: [...parents],
      trashed: false,
      createdTime: now,
      modifiedTime: now,
      permissions,
    };
    const entry: Entry = { details, workbook: undefined };
    entry.workbook = this.#host(entry, book);
    this.#entries.set(book.id, entry);
    this.#storage.saveSnapshot(book.id, snapshotLines(book));
    this.#saveDetails(book.id);
    return this.#file(book.id);
  }

  #file(id: string): SandboxFile {
    const file = this.get(id);
    if (!file) throw notFound();
    return file;
  }

  #need(id: string): { details: Entry['details']; workbook: Workbook } {
    const entry = this.#entries.get(id);
    if (!entry) throw notFound();
    return { details: entry.details, workbook: this.#workbook(entry) };
  }

  #workbook(entry: Entry): Workbook {
    entry.workbook ??= this.#load(entry);
    return entry.workbook;
  }

  #load(entry: Entry): Workbook {
    const { id } = entry.details;
    const stored = this.#storage.load(id);
    if (!stored) throw new Error(`the stored spreadsheet ${id} has no content`);
    const workbook = this.#host(entry, loadSnapshot(stored.snapshot, this.#now));
    for (const line of stored.journal) {
      const read: unknown = JSON.parse(line);
      if (isEntry(read)) workbook.replay(read);
    }
    if (stored.journal.length > 0) {
      entry.details = { ...entry.details, title: workbook.title };
      this.#storage.saveSnapshot(id, snapshotLines(workbook.book));
      this.#saveDetails(id);
    }
    return workbook;
  }

  #host(entry: Entry, book: Book): Workbook {
    book.habits = this.#habits;
    return new Workbook(book, {
      now: this.#now,
      isOwner: (email) => email === '' || bestRole(entry.details.permissions, email) === 'owner',
      owner: () => entry.details.owner,
      keep: (change, bodyText) => this.#storage.append(book.id, () => journalLine(change, bodyText)),
      changed: (before, after) => this.#contentChanged(entry, before, after),
    });
  }

  #contentChanged(entry: Entry, before: Book, after: Book): void {
    const { id } = entry.details;
    const renamed = before.title !== after.title;
    entry.details = { ...entry.details, title: after.title, modifiedTime: this.#now() };
    if (renamed) this.#saveDetails(id);
    if (this.#storage.journalBytes(id) > maxJournalBytes) this.saveNow(id);
    this.#tell({ fileId: id, kind: renamed ? 'title' : 'content' });
  }

  #change(id: string, change: Partial<Entry['details']>, kind: FileChange['kind']): void {
    const entry = this.#entries.get(id);
    if (!entry) throw notFound();
    entry.details = { ...entry.details, ...change };
    this.#saveDetails(id);
    this.#tell({ fileId: id, kind });
  }

  #saveDetails(id: string): void {
    const entry = this.#entries.get(id);
    if (entry) this.#storage.saveDetails(id, JSON.stringify(entry.details));
  }

  #tell(change: FileChange): void {
    for (const { id, listener } of this.#listeners) if (id === undefined || id === change.fileId) listener(change);
  }
}

/** Lists show what was shared by name; a link that opens for anyone puts nothing into their Drive. */
function named(permissions: readonly Permission[]): readonly Permission[] {
  return permissions.filter((line) => line.type !== 'anyone');
}

/** Spreadsheets in memory, or kept below `dataDir`/files. */
export function createFiles({ dataDir, now, habits = asBelieved }: FileStoreOptions): FileStore {
  return new Store(dataDir === undefined ? noStorage() : diskStorage(join(dataDir, 'files')), now, habits);
}
