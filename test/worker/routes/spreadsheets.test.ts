import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Spreadsheet } from '../../../shared/api.ts';
import { markUnshared } from '../../../worker/db/lost-access.ts';
import { Failure } from '../../../worker/failure.ts';
import { createWorld, GOOGLE_ID, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const HOUR = 3_600_000;
const later = (ms: number) => (world.clock.now = new Date(world.clock.now.getTime() + ms));
let count = 0;
const newGoogleId = () => `spreadsheet-of-a-test-${(count += 1)}`;

async function begin(who: string, googleId: string) {
  const { status, answer } = await world.json(who, 'POST', '/v1/spreadsheets', { spreadsheetId: googleId });
  const { id, proof } = Spreadsheet.parse(answer);
  return { status, answer, id, proof: proof ?? { key: '', value: '', expiresAt: '' } };
}
const prove = (who: string, id: string) => world.json(who, 'POST', `/v1/spreadsheets/${id}/proof`);

describe('linking a spreadsheet', () => {
  it('takes a proof that only somebody who may edit it can leave; it holds for a day', async () => {
    const { status, answer, id, proof } = await begin('ada', GOOGLE_ID);
    expect(status).toBe(201);
    expect(answer).toMatchObject({ spreadsheetId: GOOGLE_ID, state: 'waiting', title: null, provedUntil: null });
    expect(answer['writerEmail']).toBe('writer@willcall.example');
    expect((await prove('ada', id)).answer).toMatchObject({ code: 'spreadsheet-not-shared' });
    const marks = world.marks.share(GOOGLE_ID);
    expect(await prove('ada', id)).toMatchObject({ status: 409, answer: { code: 'proof-missing' } });
    marks.set(proof.key, proof.value);
    const linked = await prove('ada', id);
    const provedUntil = new Date(world.clock.now.getTime() + 24 * HOUR).toISOString();
    expect(linked).toMatchObject({
      status: 200,
      answer: { id, state: 'linked', title: 'Spring gala', proof: null, provedUntil },
    });
    expect(marks.size).toBe(0);
    expect((await begin('ada', GOOGLE_ID)).answer).toEqual(linked.answer);
    later(24 * HOUR);
    const again = await begin('ada', GOOGLE_ID);
    expect(again.answer).toMatchObject({ id, state: 'waiting', title: 'Spring gala' });
    expect(again.proof.key).not.toBe(proof.key);
  });

  it('keeps only a hash of the challenge', async () => {
    const { proof } = await begin('ada', newGoogleId());
    const rows = await world.db.selectFrom('proofs').selectAll().execute();
    expect(rows.map(({ challenge_hash }) => challenge_hash?.toString('latin1')).join()).not.toContain(proof.value);
  });

  it('takes at most two minutes', async () => {
    const googleId = newGoogleId();
    const { id, proof } = await begin('ada', googleId);
    world.marks.share(googleId).set(proof.key, proof.value);
    later(2 * 60_000);
    expect((await prove('ada', id)).answer).toMatchObject({ code: 'proof-expired' });
  });

  it('does not take the proof of another person, another spreadsheet, or an earlier one', async () => {
    const [first, second] = [newGoogleId(), newGoogleId()];
    const ada = await begin('ada', first);
    const eve = await begin('eve', first);
    const other = await begin('eve', second);
    world.marks.share(first).set(eve.proof.key, ada.proof.value);
    world.marks.share(second).set(other.proof.key, ada.proof.value);
    expect((await prove('eve', eve.id)).answer).toMatchObject({ code: 'proof-missing' });
    expect((await prove('eve', other.id)).answer).toMatchObject({ code: 'proof-missing' });
    const renewed = await begin('ada', first);
    world.marks.share(first).set(renewed.proof.key, ada.proof.value);
    expect((await prove('ada', ada.id)).answer).toMatchObject({ code: 'proof-missing' });
  });

  it('uses a proof up', async () => {
    const googleId = newGoogleId();
    const { id, proof } = await begin('ada', googleId);
    world.marks.share(googleId).set(proof.key, proof.value);
    await prove('ada', id);
    later(25 * HOUR);
    world.marks.share(googleId).set(proof.key, proof.value);
    expect((await prove('ada', id)).answer).toMatchObject({ code: 'proof-missing' });
  });

  it('goes through although the used mark cannot be removed', async () => {
    const stubborn = await createWorld();
    stubborn.deps.proofs.remove = async () => Promise.reject(new Error('Google does not answer'));
    const id = await stubborn.link('ada');
    expect((await stubborn.json('ada', 'GET', `/v1/spreadsheets/${id}`)).answer).toMatchObject({ state: 'linked' });
    await stubborn.close();
  });
});

describe('a spreadsheet', () => {
  it('belongs to whoever proves it first, not to whoever names it first', async () => {
    const googleId = newGoogleId();
    const squatter = await begin('mallory', googleId);
    const id = await world.link('ada', googleId);
    expect(id).toBe(squatter.id);
    const connection = await world.connect('ada');
    const report = await world.report('ada', connection, id);
    expect((await world.json('mallory', 'GET', `/v1/reports/${report}`)).status).toBe(404);
    expect((await world.json('mallory', 'GET', `/v1/spreadsheets/${id}`)).answer).toMatchObject({
      state: 'waiting',
      title: null,
    });
    expect((await world.json('mallory', 'DELETE', `/v1/spreadsheets/${id}?force=true`)).status).toBe(200);
    expect((await world.json('ada', 'GET', `/v1/reports/${report}`)).status).toBe(200);
  });

  it('of other people does not exist', async () => {
    const id = await world.link('ada', newGoogleId());
    for (const [method, path] of [
      ['GET', ''],
      ['POST', '/proof'],
      ['DELETE', ''],
    ] as const) {
      expect((await world.json('eve', method, `/v1/spreadsheets/${id}${path}`)).status).toBe(404);
    }
    expect(JSON.stringify((await world.json('eve', 'GET', '/v1/spreadsheets')).answer)).not.toContain(id);
    expect(JSON.stringify((await world.json('ada', 'GET', '/v1/spreadsheets')).answer)).toContain(id);
  });

  it('is unlinked by its team, with its reports only when asked for', async () => {
    const id = await world.link('ada', newGoogleId());
    const report = await world.report('ada', await world.connect('ada'), id);
    expect((await world.json('ada', 'DELETE', `/v1/spreadsheets/${id}`)).answer).toMatchObject({ code: 'conflict' });
    expect((await world.json('ada', 'DELETE', `/v1/spreadsheets/${id}?force=true`)).status).toBe(200);
    expect((await world.json('ada', 'GET', `/v1/spreadsheets/${id}`)).status).toBe(404);
    expect((await world.json('ada', 'GET', `/v1/reports/${report}`)).status).toBe(404);
  });
});

describe('a spreadsheet that is not shared any more', () => {
  const prepare = async () => {
    const googleId = newGoogleId();
    return { googleId, id: await world.link('ada', googleId) };
  };
  const read = async (who: string, id: string) => (await world.json(who, 'GET', `/v1/spreadsheets/${id}`)).answer;
  const lose = async (googleId: string) =>
    await markUnshared(world.db, googleId, 'removed', new Date('2027-05-01T08:00:00Z'));

  it('says so to whoever proved it, and is proved anew although the last proof still holds', async () => {
    const { googleId, id } = await prepare();
    await lose(googleId);
    await lose(googleId);
    const unshared = { since: '2027-05-01T08:00:00.000Z', why: 'removed' };
    expect(await read('ada', id)).toMatchObject({ state: 'linked', unshared });
    const { answer, proof } = await begin('ada', googleId);
    expect(answer).toMatchObject({ state: 'linked', unshared });
    world.marks.share(googleId).set(proof.key, proof.value);
    expect((await prove('ada', id)).answer).toMatchObject({ state: 'linked', proof: null, unshared: null });
    expect(await read('ada', id)).toMatchObject({ unshared: null });
  });

  it('is noted when the worker looks for a proof in vain', async () => {
    const { googleId, id } = await prepare();
    later(25 * HOUR);
    world.marks.shared.delete(googleId);
    await begin('ada', googleId);
    expect((await prove('ada', id)).answer).toMatchObject({ code: 'spreadsheet-not-shared' });
    expect(await read('ada', id)).toMatchObject({ unshared: { why: 'removed' } });
    const stranger = await begin('eve', googleId);
    expect(stranger.answer).toMatchObject({ unshared: null, title: null });
  });

  it('is told apart from one that is shared for looking only', async () => {
    const watching = await createWorld();
    watching.deps.proofs.remove = async () => Promise.reject(new Failure('spreadsheet-not-shared', 'Not an editor.'));
    const { answer } = await watching.json('ada', 'POST', '/v1/spreadsheets', { spreadsheetId: GOOGLE_ID });
    const { id, proof } = Spreadsheet.parse(answer);
    watching.marks.share(GOOGLE_ID).set(proof?.key ?? '', proof?.value ?? '');
    const refused = await watching.json('ada', 'POST', `/v1/spreadsheets/${id}/proof`);
    expect(refused).toMatchObject({ status: 409, answer: { code: 'spreadsheet-not-shared' } });
    expect(refused.answer['message']).toContain('may look at this spreadsheet, but not change it');
    const { answer: after } = await watching.json('ada', 'GET', `/v1/spreadsheets/${id}`);
    expect(after).toMatchObject({ unshared: { why: 'view-only' } });
    await watching.close();
  });
});
