import { describe, expect, it } from 'vitest';
import { ProviderList } from '../../../shared/catalogue.ts';
import { readRunOrder } from '../../../worker/commands/run-order.ts';
import { providersCommand } from '../../../worker/commands/providers.ts';
import { run } from '../../../worker/commands/run.ts';
import { createProviders } from '../../../worker/providers/index.ts';
import { Recorder, scene } from './surroundings.ts';

const BASE = ['--provider', 'tixngo', '--dataset', 'tickets', '--out', 'tickets.csv'];
const EVENT = [...BASE, '--app', 'demo-app', '--event', 'spring-gala-2027'];
const order = (words: string[]) => readRunOrder(words, createProviders({}));

describe('the words of willcall run', () => {
  it('become a scope, by flags of the catalogue or by --scope', () => {
    const scope = { appId: 'demo-app', eventId: 'spring-gala-2027', includeDeleted: 'true' };
    expect(order([...EVENT, '--include-deleted']).scope).toEqual(scope);
    expect(order([...BASE, '--app-id', 'demo-app', '--event-id=spring-gala-2027', '--include-deleted']).scope).toEqual(
      scope,
    );
    const pairs = [
      '--scope',
      'appId=demo-app',
      '--scope',
      'eventId=spring-gala-2027',
      '--scope',
      'includeDeleted=true',
    ];
    expect(order([...BASE, ...pairs]).scope).toEqual(scope);
    const range = ['--app', 'a', '--from', '2027-05-01', '--to', '2027-06-01', '--light'];
    expect(order([...BASE, ...range]).scope).toEqual({
      appId: 'a',
      from: '2027-05-01',
      to: '2027-06-01',
      light: 'true',
    });
  });

  it('name several events at once or one after the other', () => {
    const event = (words: string[]) => order([...BASE, '--app', 'a', ...words]).scope['eventId'];
    expect(event(['--event', 'e,f'])).toBe('e,f');
    expect(event(['--event', 'e', '--event-id', 'f', '--scope', 'eventId=g'])?.split(',').toSorted()).toEqual([
      'e',
      'f',
      'g',
    ]);
  });

  it('become filters', () => {
    expect(order(EVENT).filters).toEqual({});
    const range = ['--purchased-from', '2027-05-01', '--purchased-to', '2027-06-01T12:00:00Z'];
    const types = ['--ticket-type', 'Stalls, left', '--ticket-type', 'Box'];
    expect(order([...EVENT, ...range, ...types]).filters).toEqual({
      purchased: { from: '2027-05-01', to: '2027-06-01T12:00:00Z' },
      ticketType: ['Stalls, left', 'Box'],
    });
    expect(order([...EVENT, '--opted-in']).filters).toEqual({ optedIn: true });
    // What the filters call by a name, the scope is asked for by --scope.
    const orders = ['--provider', 'ticket-tailor', '--dataset', 'orders', '--out', 'orders.csv'];
    const both = order([...orders, '--status', 'completed', '--scope', 'status=completed']);
    expect(both).toMatchObject({ filters: { status: ['completed'] }, scope: { status: 'completed' } });
  });

  it('choose the standard columns, all, or those that are named in their order', () => {
    const ids = (words: string[]) => order(words).columns.map(({ id }) => id);
    expect(ids(EVENT).slice(0, 2)).toEqual(['ticketId', 'status']);
    expect(ids(EVENT)).not.toContain('barcode');
    expect(ids([...EVENT, '--columns', 'all'])).toContain('barcode');
    expect(ids([...EVENT, '--columns', 'seat, ticketId'])).toEqual(['seat', 'ticketId']);
  });

  it('choose the format by the name of the file, or by --format', () => {
    expect(order(EVENT).format).toBe('csv');
    expect(order(EVENT.map((word) => word.replace('.csv', '.json'))).format).toBe('json');
    expect(order(EVENT.map((word) => word.replace('tickets.csv', '-'))).format).toBe('csv');
    expect(order([...EVENT.map((word) => word.replace('tickets.csv', '-')), '--format', 'json']).format).toBe('json');
  });

  it.each([
    [[], '--provider is missing. Ticketing systems: tixngo'],
    [['--provider', 'ticketmaster'], 'There is no ticketing system "ticketmaster". Ticketing systems: tixngo'],
    [['--provider', 'tixngo'], '--dataset is missing. Datasets of TIXNGO: tickets'],
    [['--provider', 'tixngo', '--dataset', 'seats'], 'There is no dataset "seats". Datasets of TIXNGO: tickets'],
    [[...EVENT, '--evnt', 'x'], 'There is no flag "--evnt". Flags: --provider, --dataset,'],
    [[...EVENT, '-x'], 'There is no flag "-x".'],
    [[...EVENT, '--__proto__'], 'There is no flag "--__proto__".'],
    [[...EVENT, 'extra'], '"extra" belongs to no flag.'],
    [[...EVENT, '--columns', 'seat,rank'], '--columns: there is no column "rank". Columns: ticketId, '],
    [[...EVENT, '--columns', 'seat,seat'], '--columns: "seat" is there twice.'],
    [[...EVENT, '--columns', ''], '--columns: there is no column "".'],
    [[...BASE, '--event', 'e'], 'App ID: is missing. The scope of tickets: --app (required), --event,'],
    [[...BASE, '--app', 'a'], 'Event: name one event, or a range of events'],
    [[...BASE, '--app', 'a', '--from', 'May', '--to', 'June'], 'Events from: is no date. Write it like 2027-05-21.'],
    [[...EVENT, '--scope', 'appId=x'], 'The scope\'s "appId" is given twice.'],
    [[...EVENT, '--scope', 'venue=x'], '--scope: there is no "venue". Names: appId, eventId,'],
    [[...EVENT, '--scope', 'venue'], '--scope venue: write it as name=value.'],
    [[...EVENT, '--scope', 'light=maybe'], 'Common columns only: must be yes or no'],
    [[...EVENT, '--app', 'again'], '--app is given twice.'],
    [[...EVENT, '--app-id', 'again'], 'The scope\'s "appId" is given twice.'],
    [[...EVENT, '--updated-last', 'week'], '--updated-last: must be such as "7 days"'],
    [[...EVENT, '--updated-from', 'May'], '--updated-from: must be a day or a moment'],
    [[...EVENT, '--updated-from', '2027-05-01', '--updated-last', '7 days'], 'both say where it begins'],
    [[...EVENT, '--status', 'valid,'], '--status: is empty or too long.'],
    [
      [...EVENT, '--lookup', 'barcode', '--values', 'x'],
      '--lookup: tickets of this ticketing system can only be listed.',
    ],
    [[...EVENT, '--raw=yes'], '--raw takes no value'],
    [[...EVENT, '--columns'], '--columns needs a value after it.'],
    [
      [...BASE, '--app', '--event', 'e'],
      '--app needs a value after it. If "--event" is the value, write --app=--event.',
    ],
    [[...EVENT, '--connection', 'mine'], '--connection: "mine" is no id of a connection.'],
    [[...EVENT, '--format', 'xlsx'], '--format: there is no format "xlsx". Formats: csv, json.'],
    [EVENT.map((word) => word.replace('.csv', '.xlsx')), '"tickets.xlsx" ends neither in .csv nor in .json.'],
    [EVENT.filter((word) => word !== '--out' && word !== 'tickets.csv'), '--out is missing'],
    [[...EVENT, '--format', 'json', '--bom'], '--bom is for CSV only.'],
  ])('that are wrong are refused: %j', async (words, sentence) => {
    const { around, err, worker } = await scene();
    expect(await run(words, around)).toBe(2);
    expect(err.written).toContain(sentence);
    expect(worker.asked).toEqual([]);
  });

  it('ask for help', async () => {
    const { around, out } = await scene();
    expect(await run(['--help'], around)).toBe(0);
    expect(out.written).toContain('--include-deleted');
    expect(out.written).toContain('Exit codes: 0 done');
    expect(await run(['--provider', 'tixngo', '--dataset', 'tickets', '-h'], around)).toBe(0);
    expect(out.written).toContain('barcode ');
  });
});

describe('willcall providers', () => {
  it('lists what each system brings in, how it can be asked, what it cannot tell, and what its keys are', async () => {
    const streams = { stdout: new Recorder(), stderr: new Recorder() };
    expect(await providersCommand([], streams)).toBe(0);
    const { written } = streams.stdout;
    expect(written).toMatch(/^columns of +tixngo /);
    expect(written).toMatch(/\ntickets +\d+ /);
    expect(written).toMatch(/--app \(required\) +The mobile app/);
    expect(written).toMatch(/filters +by the ticketing system: .*; here, after reading: /);
    expect(written).toMatch(/look-ups +--lookup \w+: /);
    expect(written).toMatch(/cannot tell \w/);
    expect(written).toMatch(/apiKey +API key\. (.*\n)+? {6}least right +\w/);
  });

  it('stays within 80 characters where nobody says how wide the screen is', async () => {
    const streams = { stdout: Object.assign(new Recorder(), { columns: 0 }), stderr: new Recorder() };
    await providersCommand([], streams);
    expect(streams.stdout.written.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('gives the catalogue of the API as JSON', async () => {
    const streams = { stdout: new Recorder(), stderr: new Recorder() };
    expect(await providersCommand(['--json'], streams)).toBe(0);
    expect(ProviderList.parse(JSON.parse(streams.stdout.written)).providers.map(({ id }) => id)).toContain('tixngo');
  });

  it('refuses what it does not know', async () => {
    const streams = { stdout: new Recorder(), stderr: new Recorder() };
    expect(await providersCommand(['--yaml'], streams)).toBe(2);
    expect(streams.stderr.written).toBe('willcall: There is no flag "--yaml". Flags: --json, --help.\n');
  });
});
