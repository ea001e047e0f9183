import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditPage } from '../../../shared/audit.ts';
import { createWorld, SECRET, type World } from './world.ts';

describe('the audit log', () => {
  let world: World;
  let connection: string;
  let spreadsheet: string;
  let report: string;

  beforeAll(async () => {
    world = await createWorld();
    connection = await world.connect('ada');
    spreadsheet = await world.link('ada');
    report = await world.report('ada', connection, spreadsheet);
    await world.json('ada', 'PATCH', `/v1/connections/${connection}`, { label: 'Box office' });
    await world.json('ada', 'PATCH', `/v1/spreadsheets/${spreadsheet}`, { statusTab: false });
    await world.json('ada', 'PATCH', `/v1/reports/${report}`, { name: 'Gala' });
    const run = await world.json('ada', 'POST', `/v1/reports/${report}/runs`);
    await world.json('ada', 'DELETE', `/v1/runs/${String(run.answer['id'])}`);
  });
  afterAll(async () => await world.close());

  const page = async (query = '', who = 'ada') => {
    const { status, answer } = await world.json(who, 'GET', `/v1/audit${query}`);
    expect([status, answer]).toEqual([200, answer]);
    return AuditPage.parse(answer);
  };
  const actions = async (query: string) => (await page(query)).entries.map(({ action }) => action);

  it('tells who did what to what, newest first, without secrets', async () => {
    const { entries, next } = await page();
    const told = entries.map(({ action }) => action);
    for (const action of ['connection.created', 'spreadsheet.linked', 'report.created', 'connection.changed']) {
      expect(told).toContain(action);
    }
    expect(told.slice(0, 4)).toEqual(['report.cancelled', 'report.ran', 'report.changed', 'spreadsheet.changed']);
    expect(entries[2]).toMatchObject({
      actor: { kind: 'person', id: 'ada', name: 'ada@example.org' },
      object: { kind: 'report', id: report },
      details: { name: 'Gala', fields: ['name'] },
    });
    expect(next).toBeNull();
    expect(JSON.stringify(entries)).not.toContain(SECRET);
  });

  it('is filtered by time, actor, action and object, all at once', async () => {
    expect(await actions(`?action=report.ran`)).toEqual(['report.ran']);
    expect(await actions(`?action=report&object=${report}`)).toEqual([
      'report.cancelled',
      'report.ran',
      'report.changed',
      'report.created',
    ]);
    expect(await actions(`?actor=ada@example.org&object=connection`)).toEqual([
      'connection.changed',
      'connection.created',
    ]);
    expect(await actions('?actor=grace')).toEqual([]);
    expect(await actions('?to=2020-01-01')).toEqual([]);
    expect(await actions('?from=2020-01-01&action=report.created')).toEqual(['report.created']);
  });

  it('comes in pages that meet', async () => {
    const all = (await page()).entries.map(({ id }) => id);
    const seen: string[] = [];
    for (let next: string | null = null, first = true; first || next !== null; first = false) {
      const one: AuditPage = await page(`?limit=2${next === null ? '' : `&before=${next}`}`);
      expect(one.entries.length).toBeLessThanOrEqual(2);
      seen.push(...one.entries.map(({ id }) => id));
      next = one.next;
    }
    expect(seen).toEqual(all);
  });

  it('names the field that is wrong', async () => {
    for (const [query, field] of [
      ['?from=yesterday', 'from'],
      ['?action=report.danced', 'action'],
      ['?limit=1000', 'limit'],
      ['?who=ada', 'who'],
    ]) {
      const { status, answer } = await world.json('ada', 'GET', `/v1/audit${query}`);
      expect([query, status, answer['message']]).toEqual([query, 422, expect.stringContaining(`"${field}"`)]);
    }
  });

  it('holds nothing of other teams', async () => {
    await world.connect('grace');
    const { entries } = await page('', 'grace');
    expect(entries.every(({ actor }) => actor.id === 'grace')).toBe(true);
    expect((await world.json('nobody', 'GET', '/v1/audit')).status).toBe(403);
  });

  it('cannot be changed, not even by the program itself', async () => {
    await expect(world.db.deleteFrom('audit_log').execute()).rejects.toThrow('only added to');
  });

  it('tells what was deleted, too', async () => {
    await world.json('ada', 'DELETE', `/v1/connections/${connection}?force=true`);
    await world.json('ada', 'DELETE', `/v1/spreadsheets/${spreadsheet}`);
    expect((await actions('')).slice(0, 2)).toEqual(['spreadsheet.unlinked', 'connection.deleted']);
  });
});
