import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { normaliseCommand } from '../../../worker/commands/normalise.ts';
import { fixture, normalised } from './normalise-words.ts';
import { Recorder } from './surroundings.ts';

const VIVENU = ['vivenu', 'tickets'];
const ticket = (id: string, more = {}) => ({ _id: id, status: 'VALID', eventId: 'e1', ...more });
/** The code itself is a secret. */
const CODE_1 = '0357a0090105eb096098c3126cbd5ab8';
const AT = '2027-05-21T16:05:00.000Z';
const ORDER = 'a'.repeat(32);
const keys = (rows: readonly Record<string, unknown>[]) => rows.map(({ key }) => key);

describe('willcall normalise finds the records', () => {
  it.each([
    ['a list', { rows: [ticket('a'), ticket('b')], total: 2 }],
    ['a bare list', [ticket('a'), ticket('b')]],
    ['lists in a list', [{ docs: [ticket('a')], total: 1 }, ticket('b')]],
    ['a message with an id of its own', { id: 'm', type: 't', data: { ticket: [ticket('a'), ticket('b')] } }],
    [
      'messages in a list',
      [
        { _id: 'm', status: 'sent', payload: ticket('a') },
        { id: 'n', object: ticket('b') },
      ],
    ],
  ])('in %s', async (_, answer) => {
    expect(keys((await normalised(VIVENU, JSON.stringify(answer))).rows)).toEqual(['a', 'b']);
  });

  it.each([
    ['one after another', `${JSON.stringify(ticket('a'))}${JSON.stringify(ticket('b'), null, 2)}`],
    ['as JSON lines', `${JSON.stringify(ticket('a'))}\r\n\n${JSON.stringify(ticket('b', { name: '}{"\\"' }))}\n`],
  ])('in documents %s', async (_, text) => {
    expect(keys((await normalised(VIVENU, text)).rows)).toEqual(['a', 'b']);
  });

  it.each([
    ['ticket-tailor/webhook-order', 'ticket-tailor', 'orders', ['or_90001']],
    ['ticket-tailor/webhook-order', 'ticket-tailor', 'tickets', ['it_1']],
    ['ticket-tailor/older-order', 'ticket-tailor', 'orders', ['or_7']],
    ['vivenu/webhook-ticket', 'vivenu', 'tickets', ['65f000000000000000000001']],
    ['vivenu/webhook-transaction', 'vivenu', 'transactions', ['65f000000000000000000002']],
    ['tixngo/message-ticket', 'tixngo', 'tickets', ['tk-1']],
    ['tixngo/long-numbers', 'tixngo', 'status-logs', ['9007199254740993']],
    ['oveit/check-in', 'oveit', 'tickets', [CODE_1]],
    ['oveit/check-in', 'oveit', 'check-ins', [`${CODE_1}/main/${AT}`, `${CODE_1}/3/${AT}`]],
    ['oveit/check-in', 'oveit', 'events', ['41']],
    ['oveit/attendee', 'oveit', 'attendees', ['501']],
    ['paylogic/order', 'paylogic', 'orders', [ORDER]],
    ['paylogic/orders', 'paylogic', 'orders', [ORDER]],
    ['paylogic/order', 'paylogic', 'tickets', [`${ORDER}/${'b'.repeat(32)}`]],
    ['paylogic/orders', 'paylogic', 'tickets', [`${ORDER}/${'b'.repeat(32)}`]],
  ])('%s, as %s %s', async (file, provider, dataset, expected) => {
    const { code, rows } = await normalised([provider, dataset], fixture(file));
    expect({ code, keys: keys(rows) }).toEqual({ code: 0, keys: expected });
  });

  it('keeps integers no double can hold', async () => {
    const { rows } = await normalised(['tixngo', 'status-logs'], fixture('tixngo/long-numbers'));
    expect(rows[0]).toMatchObject({ logId: '9007199254740993', ticketId: '900719925474099312345' });
  });

  it('reads what Windows saved, with its byte order mark', async () => {
    const text = `\uFEFF${JSON.stringify(ticket('a'))}`;
    expect(keys((await normalised(VIVENU, text)).rows)).toEqual(['a']);
    expect(keys((await normalised(VIVENU, Buffer.from(text, 'utf16le'))).rows)).toEqual(['a']);
  });
});

describe('willcall normalise prints', () => {
  it('every column, money with its currency, null for what is unknown', async () => {
    const { rows } = await normalised(VIVENU, fixture('vivenu/webhook-ticket'));
    expect(Object.keys(rows[0] ?? {})[0]).toBe('key');
    expect(rows[0]).toMatchObject({
      ticketId: '65f000000000000000000001',
      providerStatus: 'DETAILSREQUIRED',
      provider: null,
    });
    expect(rows[0]).toMatchObject({ price: { minor: 1010, currency: 'EUR' }, ownerName: null, barcode: '000777' });
  });

  it('the columns that are named, in their order', async () => {
    const { rows } = await normalised([...VIVENU, '--columns', 'status,ticketId'], fixture('vivenu/webhook-ticket'));
    expect(Object.keys(rows[0] ?? {})).toEqual(['key', 'status', 'ticketId']);
  });

  it('the same for the same answer', async () => {
    const once = await normalised(VIVENU, fixture('vivenu/webhook-ticket'));
    expect(await normalised(VIVENU, fixture('vivenu/webhook-ticket'))).toEqual(once);
  });

  it('rows a run would leave out too, and says so unless the scope takes them in', async () => {
    const deleted = JSON.stringify({ ticketId: 't', status: 'DELETED', eventId: 'e' });
    const { code, rows, said } = await normalised(['tixngo', 'tickets'], deleted);
    expect([code, rows.map(({ status }) => status)]).toEqual([0, ['deleted']]);
    expect(said).toContain('A run would leave out 1 record');
    const included = await normalised(['tixngo', 'tickets', '--scope', 'includeDeleted=true'], deleted);
    expect([included.rows.length, included.said.includes('leave out')]).toEqual([1, false]);
  });
});

describe('willcall normalise tells', () => {
  it('members no column reads, and in how many records', async () => {
    const answer = [ticket('a', { tomorrow: 1 }), ticket('b'), { ...ticket('c'), 'max@mail.example': 1 }];
    const { code, said } = await normalised(VIVENU, JSON.stringify(answer));
    expect(code).toBe(0);
    expect(said).toContain('Unknown, read by no column: tomorrow (1 of 3), * (1 of 3).');
    expect(said).not.toContain('max@');
  });

  it.each([
    ['paylogic', 'orders', 'paylogic/orders', 'reference', 'tomorrow'],
    ['oveit', 'tickets', 'oveit/check-in', 'ok', 'tomorrow'],
    ['ticket-tailor', 'orders', 'ticket-tailor/webhook-order', 'status', 'a_member_of_tomorrow'],
  ])('such members of %s %s too, however its records are read', async (provider, dataset, file, known, unknown) => {
    const text = fixture(file).replace(`"${known}":`, `"tomorrow": 1, "${known}":`);
    const { said } = await normalised([provider, dataset], text);
    expect(said).toMatch(new RegExp(`Unknown, read by no column: .*\\b${unknown}\\b`));
    expect(said).not.toMatch(new RegExp(`Unknown[^\n]*\\b${known}\\b`));
  });

  it('columns that stay blank', async () => {
    const { said } = await normalised(VIVENU, JSON.stringify([ticket('a', { barcode: '1' })]));
    expect(said).toMatch(/Missing, blank in every row: .*\bprice\b/);
    expect(said).not.toMatch(/blank in every row: .*\bbarcode\b/);
  });

  it('records that cannot be read by number and field, never by value, and prints the others', async () => {
    const answer = [ticket('a'), { eventId: 'secret-1', status: 7 }, ticket('c', { createdAt: 'max@mail.example' })];
    const { code, rows, said } = await normalised(VIVENU, JSON.stringify(answer));
    expect({ code, keys: keys(rows) }).toEqual({ code: 1, keys: ['a'] });
    expect(said).toContain('Record 2 cannot be read: _id: expected string');
    expect(said).toContain('Record 3 cannot be read: createdAt: no date-time.');
    expect(said).not.toMatch(/max@|secret-1/);
  });

  it('what among records is none', async () => {
    const { code, said } = await normalised(VIVENU, JSON.stringify([ticket('a'), 'b', 7]));
    expect(code).toBe(1);
    expect(said).toContain('Record 2 cannot be read');
    expect(said).toContain('Record 3 cannot be read');
  });

  it('when the answer is one of another dataset', async () => {
    const { said } = await normalised(['vivenu', 'transactions'], fixture('vivenu/webhook-ticket'));
    expect(said).toMatch(/--dataset tickets|There are: tickets/);
  });
});

describe('willcall normalise refuses', () => {
  it.each([
    ['nothing', ' \n', 'There is nothing on standard input.'],
    ['a web page', '<!doctype html>', 'This is no JSON: line 1, column 1. It looks like a web page.'],
    ['half an answer', '{"rows":\n [{"_id": "a', 'The JSON stops in the middle: line 2, column'],
    ['a slip', '{"a": 1}\n{"b": nul}', 'This is no JSON: line 2, column 7.'],
    ['an error', '{"message":"Wrong key max@mail.example","code":"NO"}', 'Nothing in it looks like a record of vivenu'],
    ['a number', '5', 'Nothing in it looks like a record of vivenu'],
  ])('%s', async (_, text, sentence) => {
    const { code, rows, said } = await normalised(VIVENU, text);
    expect({ code, rows }).toEqual({ code: 1, rows: [] });
    expect(said).toContain(sentence);
    expect(said).not.toContain('max@');
  });

  it('takes an empty list for what it is', async () => {
    expect(await normalised(VIVENU, '{"docs":[],"total":0}')).toMatchObject({ code: 0, rows: [] });
  });

  it.each([
    ['an unknown ticketing system', ['nowhere', 'tickets'], 'There is no ticketing system "nowhere".'],
    ['an unknown dataset', ['vivenu', 'ships'], 'There is no dataset "ships".'],
    ['an unknown column', [...VIVENU, '--columns', 'nope'], 'there is no column "nope"'],
    ['an unknown scope', [...VIVENU, '--scope', 'nope=1'], 'there is no "nope"'],
    ['an unknown flag', [...VIVENU, '--out', 'x'], 'There is no flag "--out"'],
  ])('%s', async (_, words, sentence) => {
    const { code, said } = await normalised(words, '{}');
    expect({ code, said }).toEqual({ code: 2, said: expect.stringContaining(sentence) });
  });

  it('a terminal, which would wait for ever', async () => {
    const stderr = new Recorder();
    const stdin = Object.assign(Readable.from([]), { isTTY: true });
    const words = ['--provider', 'vivenu', '--dataset', 'tickets'];
    expect(await normaliseCommand(words, { stdin, stdout: new Recorder(), stderr })).toBe(2);
    expect(stderr.written).toContain('< answer.json');
  });

  it('tells how it is used', async () => {
    const { code, rows } = await normalised([...VIVENU, '--columns', 'x'], '{}').catch(() => ({ code: 0, rows: [] }));
    expect({ code, rows }).toEqual({ code: 2, rows: [] });
    const stdout = new Recorder();
    const words = ['--help', '--provider', 'vivenu', '--dataset', 'tickets'];
    expect(await normaliseCommand(words, { stdin: Readable.from([]), stdout, stderr: new Recorder() })).toBe(0);
    expect(stdout.written).toMatch(/Exit codes[^]*Columns \(\* standard\)/);
  });
});
