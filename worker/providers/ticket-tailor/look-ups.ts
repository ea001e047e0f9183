import type { Lookup } from '../provider.ts';
import { PAGE_SIZE, recordsOf } from './lists.ts';
import { singleOf } from './values.ts';

const ID = /^[\w-]{1,100}$/;

/** Single things by their ID. */
export const lookUpById = (path: string, id: string, title: string, help: string): Lookup => ({
  id,
  title,
  help,
  accepts: (input) => ID.test(input),
  request: (input) => ({ path: `${path}/${input}`, query: {} }),
  records: singleOf,
});

/** All records of a list that have this value. */
export const lookUpInList = (path: string, parameter: string, id: string, title: string, help: string): Lookup => ({
  id,
  title,
  help,
  accepts: (input) => input.trim() !== '',
  request: (input) => ({ path, query: { [parameter]: input, limit: String(PAGE_SIZE) } }),
  records: recordsOf,
});
