import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CHANNELS } from '../../../../sandbox/providers/paylogic/event.ts';
import { PaylogicSwitches } from '../../../../sandbox/providers/paylogic/switches.ts';
import { fieldsUnder, flatRow, rowsUnder } from '../document-fields.ts';
import { eventUrl, readAll, shop, ticketsIn } from './shop.ts';

const document = readFileSync(new URL('../../../../docs/providers/paylogic.md', import.meta.url), 'utf8');

const Amount = z.strictObject({ currency: z.string().length(3), amount: z.string().regex(/^\d+(\.\d+)?$/) });
const I18n = z.record(z.string().length(2), z.string()).refine((texts) => Object.keys(texts).length >= 7);

const TYPES: Record<string, z.ZodType> = {
  string: z.string(),
  integer: z.number().int(),
  number: z.number(),
  boolean: z.boolean(),
  uid: z.string().regex(/^[0-9a-f]{32}$/),
  date: z.string().regex(/^\d{4}-\d\d-\d\d$/),
  'date-time': z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
  amount: Amount,
  i18n: I18n,
  object: z.record(z.string(), z.unknown()),
  list: z.array(z.unknown()),
  json: z.unknown(),
};

function agree(heading: string, rows: readonly Record<string, unknown>[]): void {
  const fields = fieldsUnder(document, heading);
  const documented = fields.map(({ name }) => name).sort();
  const flat = rows.map((row) => flatRow(row, documented));
  const seen = new Set(flat.flatMap((row) => Object.keys(row)));
  expect([...seen].sort()).toEqual(documented);
  for (const { name, type } of fields) {
    const values = flat.map((row) => row[name]).filter((value) => value !== undefined && value !== null);
    expect({ name, wrong: values.filter((value) => !TYPES[type]?.safeParse(value).success) }).toEqual({
      name,
      wrong: [],
    });
  }
}

describe('docs/providers/paylogic.md and the stand-in agree', () => {
  it('on every field of orders and tickets, and its type', async () => {
    const { paylogic, ask } = await shop();
    const orders = await readAll(ask, '/orders', { event: eventUrl(paylogic, 'spring-gala-2027') });
    agree('Order fields', orders);
    agree('Ticket fields', ticketsIn(orders));
    const relations = new Set(ticketsIn(orders).flatMap(({ _links }) => Object.keys(_links)));
    const documented = rowsUnder(document, 'Links of a ticket').map(([relation]) => relation);
    for (const relation of relations) expect(documented).toContain(relation);
  });

  it('on every field of events, products and channels', async () => {
    const { ask } = await shop({ switches: { defaultSaleFilter: false } });
    agree('Event fields', await readAll(ask, '/events'));
    agree('Product fields', await readAll(ask, '/products'));
    const Channel = z.record(z.string(), z.unknown());
    const channels = await Promise.all(CHANNELS.map(async ({ uid }) => (await ask(`/channels/${uid}`)).body));
    agree(
      'Channel fields',
      channels.map((channel) => Channel.parse(channel)),
    );
  });

  it('on every switch and every event', async () => {
    const { paylogic } = await shop();
    for (const name of Object.keys(PaylogicSwitches.shape)) expect(document).toContain(`\`${name}\``);
    const sizes = new Map(
      rowsUnder(document, 'Stand-in').map(([name, size]) => [name, Number(size?.replace(',', ''))]),
    );
    for (const { id } of paylogic.events) expect([id, sizes.get(`\`${id}\``)]).toEqual([id, paylogic.truth(id).length]);
  });
});
