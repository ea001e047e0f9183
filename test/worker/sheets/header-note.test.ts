import { expect, it } from 'vitest';
import { headerNote } from '../../../worker/sheets/header-note.ts';

const given = {
  description: 'The number on the ticket.',
  origin: 'Ticket Tailor, Spring gala office',
  certificate: 'Complete: all 12,480 tickets.',
  asOf: new Date('2027-03-01T09:00:00Z'),
  timeZone: 'Europe/Berlin',
};

it('tells what the column is, where the list comes from, how complete it is and as of when', () => {
  expect(headerNote(given)).toBe(
    'The number on the ticket.\n\nTicket Tailor, Spring gala office\nComplete: all 12,480 tickets.\nList as of 1 Mar 2027, 10:00 (Europe/Berlin)',
  );
});

it('leaves out what there is nothing to say about', () => {
  const note = headerNote({ ...given, description: '', certificate: ' ' });
  expect(note).toBe('Ticket Tailor, Spring gala office\nList as of 1 Mar 2027, 10:00 (Europe/Berlin)');
});

it('tells the time of the zone, summer and winter, midnight and September', () => {
  const at = (time: string, timeZone: string) =>
    headerNote({ ...given, asOf: new Date(time), timeZone })
      .split('\n')
      .at(-1);
  expect(at('2027-09-30T22:05:00Z', 'Europe/Berlin')).toBe('List as of 1 Oct 2027, 00:05 (Europe/Berlin)');
  expect(at('2027-09-01T12:00:00Z', 'Etc/GMT')).toBe('List as of 1 Sep 2027, 12:00 (Etc/GMT)');
  expect(at('2027-01-01T04:59:00Z', 'America/New_York')).toBe('List as of 31 Dec 2026, 23:59 (America/New_York)');
});
