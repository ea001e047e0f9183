import type { FilterRange } from '../../shared/filters.ts';
import { isCalendarDate, toInstant } from '../../shared/dates.ts';
import { instantOf, localOf } from './local-time.ts';

/** Ranges that move with the day of the refresh, as the worker names them. */
export const ROLLING = ['24 hours', '7 days', '30 days', '90 days'];

/** Whether it says anything: a range whose days are not chosen yet does not. */
export function hasSides(range: FilterRange | undefined): range is FilterRange {
  return Boolean(range?.last ?? range?.from ?? range?.to);
}

/** The first day of the range in the zone, as a date input holds it; "" when it is open. */
export function firstDay({ from }: FilterRange, timeZone: string): string {
  return from ? localOf(momentOf(from), timeZone).slice(0, 10) : '';
}

/** The last day of the range in the zone, which belongs to it; "" when it is open. */
export function lastDay({ to }: FilterRange, timeZone: string): string {
  if (!to) return '';
  const justBefore = new Date(Date.parse(momentOf(to)) - 1).toISOString();
  return localOf(justBefore, timeZone).slice(0, 10);
}

/** The range from the beginning of this day; "" leaves it open. */
export function fromDay({ to }: FilterRange, day: string, timeZone: string): FilterRange {
  const from = instantOf(`${day}T00:00`, timeZone);
  return { ...(from && { from }), ...(to && { to }) };
}

/** The range until the end of this day; "" leaves it open. */
export function untilDay({ from }: FilterRange, day: string, timeZone: string): FilterRange {
  const to = instantOf(`${dayAfter(day)}T00:00`, timeZone);
  return { ...(from && { from }), ...(to && { to }) };
}

/** Whether it ends before it begins. */
export function isBackwards({ from, to }: FilterRange): boolean {
  return from !== undefined && to !== undefined && momentOf(from) >= momentOf(to);
}

function dayAfter(day: string): string {
  const time = Date.parse(`${day}T12:00Z`);
  return Number.isNaN(time) ? '' : new Date(time + 86_400_000).toISOString().slice(0, 10);
}

/** A day alone begins in UTC. */
function momentOf(text: string): string {
  return (isCalendarDate(text) ? `${text}T00:00:00.000Z` : toInstant(text)) ?? text;
}
