import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { answerSchemas, callTable } from '../../../../sandbox/providers/vivenu/schema.generated.ts';
import { GALA, HUNDRED, KYOTO, MARATHON, part, type Row, seller, TRAPS } from './seller.ts';

/** Refuses members that the vendor does not name. */
const answerOf = (name: string) => z.fromJSONSchema({ $ref: `#/$defs/${name}`, $defs: { ...answerSchemas } });

const calls = callTable.split('\n').map((line) => {
  const [path = '', schema = '', ...parameters] = line.split(' ');
  return { path, schema: answerOf(schema), parameters };
});
const schemaOf = (path: string) => {
  const call = calls.find((one) => one.path === path);
  if (!call) throw new Error(`no call ${path}`);
  return call.schema;
};

/** A value each parameter takes. */
function sampleOf(parameter: string): [string, string][] {
  const [name = '', code = ''] = parameter.split('=');
  const operators = /^\{(.*)\}:(.*)$/.exec(code);
  const value = (kind: string) =>
    kind === 'date-time' ? '2025-06-01T00:00:00.000Z' : kind === 'number' ? '1' : (kind.split('|')[0] ?? 'x');
  if (!operators) return [[name, value(code)]];
  return (operators[1] ?? '').split(',').map((operator) => [`${name}[${operator}]`, value(operators[2] ?? '')]);
}

function problems(schema: z.ZodType, value: unknown): string[] {
  return (schema.safeParse(value).error?.issues ?? []).slice(0, 3).map((issue) => JSON.stringify(issue));
}

describe('the stand-in agrees with the published description', () => {
  it.each([GALA, MARATHON, HUNDRED, KYOTO])(
    'on the answers about event %s',
    async (event) => {
      const { ask } = await seller();
      for (const path of ['/transactions', '/transactions/rich', '/tickets']) {
        const { body } = await ask(path, { event, top: '100', skip: '20' });
        expect(problems(schemaOf(`/api${path}`), body)).toEqual([]);
      }
    },
    20_000,
  );

  it('on single answers', async () => {
    const { ask } = await seller();
    const [transaction] = (await part(ask, '/transactions', { event: GALA, status: 'COMPLETE' })).rows;
    const [ticket] = (await part(ask, '/tickets', { event: GALA })).rows;
    const answers: [string, string][] = [
      ['/api/events', '/events'],
      ['/api/events/{id}', `/events/${GALA}`],
      ['/api/tickets/{id}', `/tickets/${String(ticket?.['_id'])}`],
      ['/api/transactions/{id}', `/transactions/${String(transaction?.['_id'])}`],
      ['/api/transactions/{id}/tickets', `/transactions/${String(transaction?.['_id'])}/tickets`],
      ['/api/transactions/{id}/cancellations', `/transactions/${String(transaction?.['_id'])}/cancellations`],
    ];
    for (const [path, address] of answers) {
      const { status, body } = await ask(address);
      expect({ path, status, problems: problems(schemaOf(path), body) }).toEqual({ path, status: 200, problems: [] });
    }
  });

  it('on what a gate sees', async () => {
    const { askAtGate } = await seller();
    const first = await part(askAtGate, `/accessusers/${GALA}/tickets`, { top: '200' });
    expect(problems(schemaOf('/api/accessusers/{eventId}/tickets'), { docs: first.rows, total: first.total })).toEqual(
      [],
    );
    const second = await part(askAtGate, `/accessusers/tickets/v2/${GALA}`, { top: '200' });
    expect(
      problems(schemaOf('/api/accessusers/tickets/v2/{eventId}'), { docs: second.rows, total: second.total }),
    ).toEqual([]);
    const valid = first.rows.find(({ status }) => status === 'VALID');
    const { body } = await askAtGate(`/accessusers/tickets/${String(valid?.['barcode'])}`);
    expect(problems(schemaOf('/api/accessusers/tickets/{barcode}'), body)).toEqual([]);
  });

  it('on every parameter of every list', async () => {
    const { ask, askAtGate } = await seller();
    for (const { path, parameters } of calls.filter((call) => call.parameters.length > 0)) {
      const address = path.replace('/api', '').replace('{eventId}', HUNDRED).replace('{barcode}', '1');
      const client = path.startsWith('/api/accessusers') ? askAtGate : ask;
      for (const [name, value] of parameters.flatMap(sampleOf)) {
        const query = { ...(path === '/api/cancellations' && { transactionId: 'x' }), event: HUNDRED, [name]: value };
        const known = parameters.some((one) => one.startsWith('event='));
        if (!known) Reflect.deleteProperty(query, 'event');
        const { status } = await client(address, query);
        expect({ path, name, ok: status === 200 || path.endsWith('{barcode}') }).toEqual({ path, name, ok: true });
      }
    }
  }, 20_000);

  it('except where the trap event means not to', async () => {
    const { vivenu } = await seller();
    const { transactions, tickets } = vivenu.truth(TRAPS);
    const odd = (name: string, rows: readonly Row[]) =>
      rows.filter((row) => !answerOf(name).safeParse(JSON.parse(JSON.stringify(row))).success).length;
    expect(odd('TransactionResource', transactions)).toBe(4);
    expect(odd('TicketResource', tickets)).toBe(1);
  });
});
