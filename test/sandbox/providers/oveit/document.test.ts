import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { OveitSwitches } from '../../../../sandbox/providers/oveit/switches.ts';
import { fieldsUnder, flatRow, rowsUnder } from '../document-fields.ts';
import { attendeesOf, post, seller, ticketsOf } from './seller.ts';

const document = readFileSync(new URL('../../../../docs/providers/oveit.md', import.meta.url), 'utf8');
const GALA = 41_207;
const PAST = 25_900;

const TYPES: Record<string, z.ZodType> = {
  string: z.string(),
  integer: z.number().int(),
  id: z.string().regex(/^\d+$/),
  boolean: z.boolean(),
  'date-time': z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:?\d\d|Z)$/),
  object: z.record(z.string(), z.unknown()),
  list: z.array(z.unknown()),
};

const Rows = z.array(z.record(z.string(), z.unknown()));

/** Members of a list are documented as `list.member`: each element is looked at. */
function opened(row: Readonly<Record<string, unknown>>, documented: readonly string[]) {
  const rows = [flatRow(row, documented)];
  for (const [name, value] of Object.entries(row)) {
    const isOpened = documented.some((other) => other.startsWith(`${name}.`));
    if (!isOpened || !Array.isArray(value)) continue;
    rows.push(...Rows.parse(value).map((element) => flatRow(element, documented, `${name}.`)));
  }
  return rows;
}

function agree(heading: string, rows: readonly Record<string, unknown>[]): void {
  const fields = fieldsUnder(document, heading);
  const documented = fields.map(({ name }) => name).sort();
  const flat = rows.flatMap((row) => opened(row, documented));
  expect([...new Set(flat.flatMap((row) => Object.keys(row)))].sort()).toEqual(documented);
  for (const { name, type } of fields) {
    const values = flat.map((row) => row[name]).filter((value) => value !== undefined && value !== null);
    const wrong = values.filter((value) => !TYPES[type]?.safeParse(value).success);
    expect({ name, wrong }).toEqual({ name, wrong: [] });
  }
}

describe('docs/providers/oveit.md and the stand-in agree', () => {
  it('on every field of login, events and ticket types', async () => {
    const { oveit, ask } = await seller({ switches: { sellerIdKey: 'seller_id' } });
    agree('Login fields', Rows.parse([(await post(oveit, 'seller/login', oveit.credentials)).body]));
    const { events } = z.object({ events: Rows }).parse((await ask('seller/events')).body);
    agree('Event fields', events);
    agree(
      'Ticket type fields',
      events.flatMap(({ ticket_types }) => Rows.parse(ticket_types)),
    );
  });

  it('on every field of tickets, attendees, forms and scans', async () => {
    const { oveit, ask } = await seller();
    agree('Ticket fields', [...(await ticketsOf(ask, GALA)), ...(await ticketsOf(ask, PAST))]);
    const { attendees, fields } = await attendeesOf(ask, GALA);
    agree('Attendee fields', attendees);
    agree('Form fields', fields);
    const codes = oveit.truth('autumn-lights-2025').slice(0, 60);
    const scans = await Promise.all(
      codes.map(async ({ code }) => (await ask('tickets/scan', { ticket_code: code })).body),
    );
    agree('Scan fields', Rows.parse(scans));
  });

  it('on every switch and every event', async () => {
    const { oveit } = await seller();
    for (const name of Object.keys(OveitSwitches.shape)) expect(document).toContain(`\`${name}\``);
    const listed = rowsUnder(document, 'Stand-in')
      .slice(1)
      .map(([slug, id, size]) => [slug, id, size?.replace(',', '')]);
    const known = oveit.events.map(({ slug, id }) => [`\`${slug}\``, String(id), String(oveit.truth(slug).length)]);
    expect(listed.sort()).toEqual(known.sort());
  });
});
