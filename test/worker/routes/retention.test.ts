import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

describe('a report whose time is over', () => {
  it('shows people again when it is of other events, and stays blank when anything else changes', async () => {
    const connection = await world.connect('ada');
    const id = await world.report('ada', connection, await world.link('ada'));
    const path = `/v1/reports/${id}`;
    const over = { cleared_at: new Date('2027-06-01'), event_ends_at: new Date('2027-05-01') };
    await world.db.updateTable('reports').set(over).where('id', '=', id).execute();
    const { answer } = await world.json('ada', 'PATCH', path, { name: 'Other name' });
    expect(answer).toMatchObject({ clearedAt: over.cleared_at.toISOString() });
    const same = await world.json('ada', 'PATCH', path, { sources: answer['sources'] });
    expect(same.answer).toMatchObject({ clearedAt: over.cleared_at.toISOString() });
    const [source] = world.reportInput(connection, null).sources;
    const sources = [{ ...source, scope: { ...source?.scope, eventId: 'event-9' } }];
    expect((await world.json('ada', 'PATCH', path, { sources })).answer).toMatchObject({
      clearedAt: null,
      retentionDue: null,
    });
  });
});
