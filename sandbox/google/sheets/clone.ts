import { randomBytes } from 'node:crypto';
import { Book } from './book.ts';
import { Tab } from './tab.ts';

/** A copy of a spreadsheet under another id: tabs keep their ids and share cells until one of the two is written. */
export function cloneBook(source: Book, id: string, title: string): Book {
  const copy = Object.assign(new Book(id, title, source.clock), source, { id, title });
  copy.tabs = source.tabs.map((tab) => {
    const uid = `${tab.sheetId}-${randomBytes(4).toString('hex')}`;
    return Object.assign(new Tab(uid, tab.sheetId, tab.title), tab, { uid, grid: tab.grid.fork() });
  });
  return copy;
}
