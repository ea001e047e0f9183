import type { Scope } from '../../shared/api.ts';
import type { Field } from '../../shared/catalogue.ts';
import { isCalendarDate, toInstant } from '../../shared/dates.ts';

/** An optional text in a report's form. */
export const text = (id: string, title: string, help: string): Field => ({
  id,
  title,
  kind: 'text',
  required: false,
  help,
});

/** An optional moment in a report's form. */
export const moment = (id: string, title: string, help: string): Field => ({
  id,
  title,
  kind: 'date-time',
  required: false,
  help,
});

/** A choice between yes and no in a report's form. */
export const flag = (id: string, title: string, help: string): Field => ({
  id,
  title,
  kind: 'flag',
  required: false,
  help,
});

/** The events of a report. */
export const eventsField = (help: string): Field => ({
  ...text('eventId', 'Event', help),
  several: true,
  suggests: 'events',
});

/** The scope once for each of its events; as it is when it names none. */
export function eachEvent(scope: Scope): Scope[] {
  const events = listOf(scope['eventId']);
  return events ? [...new Set(events)].map((eventId) => ({ ...scope, eventId })) : [scope];
}

/** A moment as an instant; a day means its beginning in UTC. Blank stays absent. */
export function instantOf(value: string | undefined): string | undefined {
  if (!value) return undefined;
  return isCalendarDate(value) ? `${value}T00:00:00.000Z` : (toInstant(value) ?? value);
}

/** Values separated by commas, without the blanks people type between them; undefined when there are none. */
export function listOf(value: string | undefined): string[] | undefined {
  const values = (value ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  return values.length > 0 ? values : undefined;
}
