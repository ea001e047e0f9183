import { dateOfSerial, serialOfDate } from '../../serial.ts';
import { fail } from '../operand.ts';
import type { Arguments, FunctionTable } from '../arguments.ts';

function calendar(year: number, month: number, day: number): number {
  const months = year * 12 + month - 1;
  const first = serialOfDate(Math.floor(months / 12), (((months % 12) + 12) % 12) + 1, 1);
  return (first ?? fail('NUM', 'The date is out of range.')) + day - 1;
}

function dateOf(args: Arguments): number {
  const year = args.integer(0);
  return calendar(year < 1900 ? year + 1900 : year, args.integer(1), args.integer(2));
}

function shiftedMonth(args: Arguments, place: 'same' | 'end'): number {
  const { year, month, day } = dateOfSerial(args.number(0));
  const first = calendar(year, month + args.integer(1), 1);
  const last = calendar(year, month + args.integer(1) + 1, 0);
  return place === 'end' ? last : Math.min(first + day - 1, last);
}

function part(name: 'year' | 'month' | 'day') {
  return { arity: [1, 1], run: (args: Arguments) => dateOfSerial(args.number(0))[name] } as const;
}

/** Seconds of the day, to the nearest one. */
function clock(args: Arguments): number {
  const serial = args.number(0);
  return Math.round((serial - Math.floor(serial)) * 86_400);
}

function weekday(args: Arguments): number {
  const day = (((Math.floor(args.number(0)) - 1) % 7) + 7) % 7;
  const type = args.integer(1, 1);
  if (type === 1) return day + 1;
  return type === 2 ? ((day + 6) % 7) + 1 : (day + 6) % 7;
}

/** Dates: serial numbers from 1899-12-30. */
export const dates: FunctionTable = {
  NOW: { arity: [0, 0], run: (_, { now }) => now },
  TODAY: { arity: [0, 0], run: (_, { now }) => Math.floor(now) },
  DATE: { arity: [3, 3], run: dateOf },
  TIME: { arity: [3, 3], run: (args) => (((args.number(0) * 60 + args.number(1)) * 60 + args.number(2)) / 86_400) % 1 },
  DATEVALUE: { arity: [1, 1], run: (args) => Math.floor(args.number(0)) },
  YEAR: part('year'),
  MONTH: part('month'),
  DAY: part('day'),
  HOUR: { arity: [1, 1], run: (args) => Math.floor(clock(args) / 3600) % 24 },
  MINUTE: { arity: [1, 1], run: (args) => Math.floor(clock(args) / 60) % 60 },
  SECOND: { arity: [1, 1], run: (args) => clock(args) % 60 },
  WEEKDAY: { arity: [1, 2], run: weekday },
  EDATE: { arity: [2, 2], run: (args) => shiftedMonth(args, 'same') },
  EOMONTH: { arity: [2, 2], run: (args) => shiftedMonth(args, 'end') },
  DAYS: { arity: [2, 2], run: (args) => Math.floor(args.number(0)) - Math.floor(args.number(1)) },
};
