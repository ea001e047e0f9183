import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { TicketTailorSwitches } from '../../../../sandbox/providers/ticket-tailor/switches.ts';
import { fieldsUnder, undocumented, valueAt } from '../document-fields.ts';
import { boxOffice, readAll, type Row } from './box-office.ts';

const document = readFileSync(new URL('../../../../docs/providers/ticket-tailor.md', import.meta.url), 'utf8');

const isText = (value: unknown) => typeof value === 'string';
const DateObject = z.strictObject({
  date: z.iso.date(),
  formatted: z.string(),
  iso: z.iso.datetime({ offset: true }),
  time: z.string().regex(/^\d\d:\d\d$/),
  timezone: z.string().regex(/^[+-]\d\d:\d\d$/),
  unix: z.int(),
});
const TYPES: Record<string, (value: unknown) => boolean> = {
  string: isText,
  integer: Number.isInteger,
  money: Number.isInteger,
  seconds: (value) => Number.isInteger(value) && Number(value) > 1_700_000_000 && Number(value) < 2_000_000_000,
  word: (value) => value === 'true' || value === 'false',
  'date object': (value) => DateObject.safeParse(value).success,
  'object or list': (value) => typeof value === 'object',
  'string or object': (value) => isText(value) || typeof value === 'object',
};
const fits = (type: string, value: unknown) => (type.startsWith('list') ? Array.isArray(value) : TYPES[type]?.(value));

const partsOf = (rows: readonly Row[], name: string): Row[] =>
  rows.flatMap((row) => z.array(z.record(z.string(), z.unknown())).catch([]).parse(row[name]));

/** Every field of the table is sent with its type somewhere, and ordinary rows hold nothing else. */
function expectAgreement(heading: string, rows: readonly Row[], traps: readonly Row[] = []): void {
  const fields = fieldsUnder(document, heading);
  expect(fields.length).toBeGreaterThan(0);
  expect([...new Set(rows.flatMap((row) => undocumented(row, fields)))]).toEqual([]);
  for (const { name, type } of fields) {
    const values = [...rows, ...traps].map((row) => valueAt(row, name)).filter((value) => (value ?? null) !== null);
    const wrong = values.filter((value) => !fits(type, value)).slice(0, 3);
    expect({ name, type, wrong, seen: values.length > 0 }).toEqual({ name, type, wrong: [], seen: true });
  }
}

describe('docs/providers/ticket-tailor.md and the stand-in agree', () => {
  it('on orders, their lines, answers and tickets', async () => {
    const { office, ask } = await boxOffice();
    const orders = await readAll(ask, '/orders', { event_id: 'ev_1001', 'created_at.lt': '1740000000' });
    const traps = office.truth('ev_1006');
    expectAgreement('Order fields', orders, traps.orders);
    expectAgreement('Line item fields', partsOf(orders, 'line_items'));
    const tickets = partsOf(orders, 'issued_tickets');
    expectAgreement('Issued ticket fields', tickets, traps.tickets);
    expectAgreement('Answer fields', partsOf(tickets, 'custom_questions'));
  });

  it('on check-ins', async () => {
    const { ask } = await boxOffice();
    expectAgreement('Check-in fields', await readAll(ask, '/check_ins', { event_id: 'ev_1003' }));
  });

  it('on events and their ticket types', async () => {
    const { ask } = await boxOffice();
    const events = await readAll(ask, '/events');
    expectAgreement('Event fields', events);
    expectAgreement('Ticket group fields', partsOf(events, 'ticket_groups'));
    expectAgreement('Ticket type fields', partsOf(events, 'ticket_types'));
  });

  it('on every switch', () => {
    for (const name of Object.keys(TicketTailorSwitches.shape)) expect(document).toContain(`\`${name}\``);
  });
});
