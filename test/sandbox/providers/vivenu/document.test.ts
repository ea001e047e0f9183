import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { VivenuSwitches } from '../../../../sandbox/providers/vivenu/switches.ts';
import { answerSchemas } from '../../../../sandbox/providers/vivenu/schema.generated.ts';
import { fieldsUnder, undocumented, valueAt } from '../document-fields.ts';
import { GALA, part, readAll, type Row, seller, TRAPS } from './seller.ts';

const document = readFileSync(new URL('../../../../docs/providers/vivenu.md', import.meta.url), 'utf8');

const isText = (value: unknown) => typeof value === 'string';
const TYPES: Record<string, (value: unknown) => boolean> = {
  string: isText,
  integer: Number.isInteger,
  number: Number.isFinite,
  money: Number.isFinite,
  boolean: (value) => typeof value === 'boolean',
  'date-time': (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(String(value)),
  object: (value) => typeof value === 'object' && !Array.isArray(value),
  'string or list': (value) => isText(value) || Array.isArray(value),
};
const fits = (type: string, value: unknown) => (type.startsWith('list') ? Array.isArray(value) : TYPES[type]?.(value));

const partsOf = (rows: readonly Row[], name: string): Row[] =>
  rows.flatMap((row) => z.array(z.record(z.string(), z.unknown())).catch([]).parse(valueAt(row, name)));

/** Rows hold nothing the table does not name, and what they hold has the type it says. */
function expectAgreement(heading: string, rows: readonly Row[], traps: readonly Row[] = []): string[] {
  const fields = fieldsUnder(document, heading);
  expect(fields.length).toBeGreaterThan(0);
  expect(rows.length).toBeGreaterThan(0);
  expect([...new Set(rows.flatMap((row) => undocumented(row, fields)))]).toEqual([]);
  const unseen: string[] = [];
  for (const { name, type } of fields) {
    const values = [...rows, ...traps].map((row) => valueAt(row, name)).filter((value) => (value ?? null) !== null);
    expect({ name, type, wrong: values.filter((value) => !fits(type, value)).slice(0, 3) }).toEqual({
      name,
      type,
      wrong: [],
    });
    if (values.length === 0) unseen.push(name);
  }
  return unseen;
}

/** Names of a schema's members that no row of the table covers. */
function unwritten(schema: string, heading: string): string[] {
  const { properties } = z.object({ properties: z.record(z.string(), z.unknown()) }).parse(answerSchemas[schema]);
  return undocumented(properties, fieldsUnder(document, heading)).map((name) => name.split('.')[0] ?? name);
}

describe('docs/providers/vivenu.md', () => {
  it('names every member of a transaction and a ticket that the vendor describes', () => {
    const opened = (heading: string) => new Set(fieldsUnder(document, heading).map(({ name }) => name.split('.')[0]));
    for (const [schema, heading] of [
      ['TransactionResource', 'Transaction fields'],
      ['TicketResource', 'Ticket fields'],
    ] as const) {
      const known = opened(heading);
      expect(unwritten(schema, heading).filter((name) => !known.has(name))).toEqual([]);
    }
  });

  it('agrees with the stand-in on transactions, carts, fees and history', async () => {
    const { vivenu, ask } = await seller();
    const { rows } = await part(ask, '/transactions', { event: GALA, top: '500' });
    const unseen = expectAgreement('Transaction fields', rows, vivenu.truth(TRAPS).transactions);
    expect(unseen.filter((name) => !name.includes('.'))).toEqual(['cancellationFee']);
    expectAgreement('Cart ticket fields', partsOf(rows, 'tickets'));
    expect(expectAgreement('Cart product fields', partsOf(rows, 'products'))).toEqual([]);
    expect(expectAgreement('Additional item fields', partsOf(rows, 'additionalItems'))).toEqual([]);
    expect(expectAgreement('Fee fields', partsOf(rows, 'outerFeeComponents.fix'))).toEqual([]);
    expectAgreement('Cancellable item fields', partsOf(rows, 'cancellationInfo.cancellableItems'));
    expect(expectAgreement('History entry fields', partsOf(rows, 'historyEntries'))).toEqual(['userId']);
  }, 20_000);

  it('agrees with the stand-in on tickets, gates, events and their ticket types', async () => {
    const { vivenu, ask, askAtGate } = await seller();
    const unseen = expectAgreement(
      'Ticket fields',
      (await part(ask, '/tickets', { event: GALA, top: '500' })).rows,
      vivenu.truth(TRAPS).tickets,
    );
    expect(unseen).toEqual([
      'rootEventId',
      'priceCategoryId',
      'personalizations',
      'fulfillmentTypeId',
      'triggeredBy',
      'capabilities',
    ]);
    const [first, second] = [`/accessusers/${GALA}/tickets`, `/accessusers/tickets/v2/${GALA}`];
    const atGate = [...(await part(askAtGate, first)).rows, ...(await part(askAtGate, second)).rows];
    expect(expectAgreement('Gate ticket fields', atGate)).toEqual(['parentEventId']);
    const events = await readAll(ask, '/events');
    expect(expectAgreement('Event fields', events)).toEqual([]);
    expect(expectAgreement('Ticket type fields', partsOf(events, 'tickets'))).toEqual([]);
  }, 20_000);

  it('names every switch', () => {
    for (const name of Object.keys(VivenuSwitches.shape)) expect(document).toContain(`\`${name}\``);
  });
});
