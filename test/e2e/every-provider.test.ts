import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Choices, Connection, Preview, Report } from '../../shared/api.ts';
import { smallEvents, type SmallEvent } from './every-provider.ts';
import { openHouse, type House } from './house.ts';

let house: House;
let events: SmallEvent[];
let connections: Map<string, string>;
beforeAll(async () => {
  house = await openHouse();
  events = smallEvents(house.sandbox);
  connections = new Map();
  for (const { provider, title, credentials } of events) {
    const label = `Our ${title}`;
    const { id } = await house.call('POST', '/v1/connections', Connection, { provider, label, credentials });
    connections.set(provider, id);
  }
}, 60_000);
afterAll(async () => await house.close());

const sourceOf = ({ provider, scope }: SmallEvent) => ({ connectionId: connections.get(provider) ?? '', scope });
const refused = { kind: 'status', status: 500, times: 1000 };

/** The tab as lists of texts, its first row the header. */
const tabOf = (googleId: string, title: string): string[][] =>
  house.cells(googleId, title).map((row) => row.map((cell) => String(cell ?? '')));

/** How many rows each ticketing system has in a tab. */
function rowsBySystem(rows: readonly string[][]): Record<string, number> {
  const [header = [], ...body] = rows;
  const at = header.indexOf('Ticketing system');
  const counts: Record<string, number> = {};
  for (const row of body) {
    const system = row[at] ?? '';
    if (system !== '') counts[system] = (counts[system] ?? 0) + 1;
  }
  return counts;
}

describe('tickets of all ticketing systems in one tab', () => {
  let googleId: string;
  let report: Report;
  beforeAll(async () => {
    googleId = house.book();
    const destination = { spreadsheet: await house.link(googleId), tab: 'Door' };
    report = await house.report({ name: 'Everybody', sources: events.map(sourceOf), destination });
  }, 60_000);

  it('come with system, account and event, all of them', async () => {
    const run = await house.refresh(report.id);
    expect(run.certificate?.sources.map(({ error, certificate }) => error ?? certificate?.notes)).toEqual(
      events.map(() => []),
    );
    expect(run).toMatchObject({ status: 'done', error: null, certificate: { complete: true } });
    expect(rowsBySystem(tabOf(googleId, 'Door'))).toEqual(
      Object.fromEntries(events.map(({ title, tickets }) => [title, tickets()])),
    );
    const [header] = tabOf(googleId, 'Door');
    expect(header).toEqual(expect.arrayContaining(['Ticketing system', 'Account', 'Event', 'Status', 'Ticket ID']));
    expect(run.certificate?.sources.map(({ account, status }) => [account, status])).toEqual(
      events.map(({ title }) => [`Our ${title}`, 'read']),
    );
  }, 60_000);

  it('stay as they were of the one that fails, which is named; the others are fresh', async () => {
    const before = tabOf(googleId, 'Door').filter((row) => row.includes('Our Oveit'));
    events.find(({ provider }) => provider === 'oveit')?.trouble([refused]);
    const run = await house.refresh(report.id);
    expect(run).toMatchObject({ status: 'done', certificate: { complete: false } });
    const stale = run.certificate?.sources.find(({ status }) => status === 'stale');
    expect(stale).toMatchObject({ account: 'Our Oveit', error: { code: 'provider-unavailable' }, rows: before.length });
    expect(Date.parse(stale?.asOf ?? '')).toBeGreaterThan(0);
    expect(tabOf(googleId, 'Door').filter((row) => row.includes('Our Oveit'))).toEqual(before);
    const shown = await house.call('GET', `/v1/reports/${report.id}`, Report);
    expect(Date.parse(shown.staleSince ?? '')).toBeGreaterThan(0);
  }, 60_000);

  it('are whole again when it answers again', async () => {
    events.find(({ provider }) => provider === 'oveit')?.trouble([]);
    const run = await house.refresh(report.id);
    expect(run).toMatchObject({ status: 'done', certificate: { complete: true } });
    const shown = await house.call('GET', `/v1/reports/${report.id}`, Report);
    expect(shown.staleSince).toBeNull();
  }, 60_000);
});

describe('a report of one ticketing system that does not answer', () => {
  it('is stale when the tab was filled before, and the tab stays; failed when it never was', async () => {
    const [oveit] = events.filter(({ provider }) => provider === 'oveit');
    if (!oveit) throw new Error('no Oveit');
    const googleId = house.book();
    const spreadsheet = await house.link(googleId);
    const sources = [sourceOf(oveit)];
    const { id } = await house.report({ sources, destination: { spreadsheet, tab: 'Oveit' } });
    const never = await house.report({ sources, destination: { spreadsheet, tab: 'Never' } });
    expect(await house.refresh(id)).toMatchObject({ status: 'done' });
    const before = tabOf(googleId, 'Oveit');
    oveit.trouble([refused]);
    const error = { code: 'provider-unavailable' };
    expect(await house.refresh(id)).toMatchObject({ status: 'stale', error });
    expect(await house.refresh(never.id)).toMatchObject({ status: 'failed', error });
    oveit.trouble([]);
    expect(tabOf(googleId, 'Oveit')).toEqual(before);
    const shown = await house.call('GET', `/v1/reports/${id}`, Report);
    expect(shown).toMatchObject({ staleSince: expect.any(String), lastRun: { status: 'stale' } });
    expect(await house.refresh(id)).toMatchObject({ status: 'done' });
    expect(await house.call('GET', `/v1/reports/${id}`, Report)).toMatchObject({ staleSince: null });
  }, 90_000);
});

describe('filters', () => {
  it('mean the same for every ticketing system, and say who applies them', async () => {
    const filters = { status: ['valid'], text: 'a' };
    const report = await house.report({ sources: events.map(sourceOf), filters, columns: ['provider', 'status'] });
    expect(report.filters).toEqual(filters);
    expect(report.filtersApplied).toEqual([
      { id: 'status', applied: 'here' },
      { id: 'text', applied: 'here' },
    ]);
    const preview = await house.call('POST', '/v1/reports/preview', Preview, {
      sources: events.map(sourceOf),
      dataset: 'tickets',
      filters,
      columns: ['provider', 'status'],
    });
    expect(new Set(preview.rows.map(([, status]) => status))).toContain('valid');
  }, 60_000);
});

describe('events to choose from', () => {
  it('come from every ticketing system that lists them, and are remembered of the one that does not', async () => {
    for (const { provider, scope, name } of events) {
      const path = `/v1/connections/${connections.get(provider) ?? ''}/events?q=${name}`;
      const { choices, known } = await house.call('GET', path, Choices);
      expect([provider, known]).toEqual([provider, provider === 'tixngo' ? 'used' : 'all']);
      expect(choices.map(({ id }) => id)).toContain(scope['eventId']);
    }
  }, 60_000);
});

describe('what stands in a column of the sheet', () => {
  it('is looked up in its order, repeated and unknown ones too', async () => {
    const [paylogic] = events.filter(({ provider }) => provider === 'paylogic');
    if (!paylogic) throw new Error('no Paylogic');
    const question = { sources: [sourceOf(paylogic)], dataset: 'tickets', columns: ['barcode'] };
    const { rows } = await house.call('POST', '/v1/reports/preview', Preview, question);
    const [first = '', second = ''] = rows.map(([code]) => String(code));
    const asked = [second, 'no-such-code', first, second];
    const googleId = house.book();
    const spreadsheet = await house.link(googleId);
    house.edit(googleId, [
      { addSheet: { properties: { sheetId: 77, title: 'Codes' } } },
      textsInto(77, ['Notes', 'Scanned codes'], asked),
    ]);
    const source = {
      ...sourceOf(paylogic),
      lookup: { by: 'barcode', tab: 'Codes', column: 'Scanned codes' },
    };
    const columns = ['lookedUp', 'lookupResult', 'barcode', 'status'];
    const { id } = await house.report({ sources: [source], columns, destination: { spreadsheet, tab: 'Found' } });
    expect(await house.refresh(id)).toMatchObject({ status: 'done', rows: 4 });
    const cells = tabOf(googleId, 'Found').map((row) => row.slice(0, columns.length).filter((cell) => cell !== ''));
    expect(cells.slice(1)).toEqual([
      [second, 'found', second, expect.stringMatching(/valid|other/)],
      ['no-such-code', 'not found'],
      [first, 'found', first, expect.stringMatching(/valid|other/)],
      [second, 'found', second, expect.stringMatching(/valid|other/)],
    ]);
  }, 60_000);
});

/** Writes texts under a header, in the second column of a tab; the first stays the person's own. */
function textsInto(sheetId: number, header: readonly string[], texts: readonly string[]) {
  const row = (cells: readonly string[]) => ({
    values: cells.map((stringValue) => ({ userEnteredValue: { stringValue } })),
  });
  const rows = [row(header), ...texts.map((text) => row(['mine', text]))];
  return { updateCells: { start: { sheetId, rowIndex: 0, columnIndex: 0 }, rows, fields: 'userEnteredValue' } };
}
