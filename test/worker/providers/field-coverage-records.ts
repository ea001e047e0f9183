import { isObject } from '../../../worker/providers/watched.ts';
import type { DocumentField } from '../../sandbox/providers/document-fields.ts';

const DATE_OBJECT = {
  date: '2027-05-21',
  formatted: 'Fri',
  iso: '2027-05-21T18:00:00Z',
  time: '18:00',
  timezone: '+00:00',
  unix: 1_810_922_400,
};

/** By the types the documents use: a value a full record holds, and another one. */
const VALUES: Readonly<Record<string, readonly [unknown, unknown]>> = {
  string: ['Word', 'Other'],
  uid: ['0123456789abcdef0123456789abcdef', 'fedcba9876543210fedcba9876543210'],
  id: ['7', '8'],
  integer: [7, 8],
  number: [7, 8],
  money: [700, 800],
  'decimal string': ['12.50', '13.50'],
  boolean: [true, false],
  word: ['true', 'false'],
  date: ['2027-05-21', '2028-06-22'],
  'date-time': ['2027-05-21T18:00:00.000Z', '2028-06-22T18:00:00.000Z'],
  seconds: [1_740_000_000, 1_750_000_000],
  'date object': [DATE_OBJECT, { ...DATE_OBJECT, iso: '2028-05-21T18:00:00Z', unix: 1_842_544_800 }],
  amount: [
    { currency: 'EUR', amount: '12.50' },
    { currency: 'GBP', amount: '13.50' },
  ],
  i18n: [
    { de: '', en: 'Word' },
    { de: '', en: 'Other' },
  ],
  'string or list': ['Word', 'Other'],
  'string or object': ['Word', 'Other'],
  'array of objects': [[{ a: 1 }], [{ a: 2 }]],
};

/** A value of a documented type; `other`: a different one. */
export function valueOf(type: string, other = false): unknown {
  const list = type.startsWith('list') || type === 'array' ? [[{ a: 'Word' }], [{ a: 'Other' }]] : undefined;
  const [one, two] = VALUES[type] ?? list ?? [{ a: 'Word' }, { a: 'Other' }];
  return structuredClone(other ? two : one);
}

const isBlank = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0);

/** `record` changed at a dotted path, in every place of the lists on the way; objects on the way are made. */
export function changedAt(record: unknown, path: readonly string[], change: (value: unknown) => unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return change(record);
  if (Array.isArray(record)) return record.map((one) => changedAt(one, path, change));
  const members = isObject(record) ? record : {};
  const { [name]: value, ...others } = members;
  const changed = changedAt(value, rest, change);
  if (changed === undefined) return others;
  return { ...members, [name]: changed };
}

/** The record with every documented member filled, the parts below `within`, of which `*` is any place of a list. */
export function filled(sample: unknown, fields: readonly DocumentField[], within: readonly string[]): unknown {
  const isParent = (name: string) => fields.some((field) => field.name.startsWith(`${name}.`));
  const [list, end] = [within.filter((name) => name !== '*'), within.at(-1)];
  const record = changedAt(sample, list, (found) => (isBlank(found) ? (end === '*' ? [{}] : {}) : found));
  return fields.reduce((full, { name, type }) => {
    const value = isParent(name) ? (type.startsWith('list') ? [{}] : {}) : valueOf(type);
    const path = [...list, ...name.split('.')];
    return changedAt(full, path, (found) => (isBlank(found) || isOddParent(found, isParent(name)) ? value : found));
  }, record);
}

/** What is opened further must be something to open. */
const isOddParent = (value: unknown, isParent: boolean): boolean => isParent && typeof value !== 'object';

/** Values at the end of a path; `*` is any place of a list. */
export function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  const [name, ...rest] = path;
  if (name === undefined || name === '') return [value];
  if (name === '*') return Array.isArray(value) ? value.flatMap((one) => valuesAt(one, rest)) : [];
  return isObject(value) && name in value ? valuesAt(value[name], rest) : [];
}
