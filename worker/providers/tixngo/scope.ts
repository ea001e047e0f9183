import type { Field } from '../../../shared/api.ts';
import { isCalendarDate, toInstant } from '../../../shared/dates.ts';

/** Every list but the summaries wants it. */
export const appId: Field = {
  id: 'appId',
  title: 'App ID',
  kind: 'text',
  required: true,
  help: 'The mobile app the tickets are sent to.',
};

/** A day means its beginning in UTC. */
export const instantOf = (text: string): string =>
  isCalendarDate(text) ? `${text}T00:00:00.000Z` : (toInstant(text) ?? text);

export const optionalInstant = (text: string | undefined): string | undefined => (text ? instantOf(text) : undefined);

/** Values separated by commas; undefined when there are none. */
export function listOf(text: string | undefined): string[] | undefined {
  const values = (text ?? '')
    .split(',')
    .map((value) => value.trim())
    .filter(Boolean);
  return values.length > 0 ? values : undefined;
}
