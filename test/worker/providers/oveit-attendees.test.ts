import { beforeAll, describe, expect, it } from 'vitest';
import { startOveit, type OveitOptions, type OveitSimulator } from '../../../sandbox/providers/oveit/oveit.ts';
import { answersOf, columnsOf } from '../../../worker/providers/oveit/answers.ts';
import { EVENTS, oveitRig } from './oveit-rig.ts';
import { testHash } from './reading.ts';

const rig = oveitRig();
const of = (eventId: string) => ({ scope: { eventId } });
const codesOf = (rows: readonly Readonly<Record<string, unknown>>[]) => rows.map(({ barcode }) => barcode);
const registered = (oveit: OveitSimulator, eventId: string) =>
  oveit
    .truth(eventId)
    .filter(({ hasAttendee }) => hasAttendee)
    .map(({ code }) => code);

describe('attendees of Oveit', () => {
  let gala: Awaited<ReturnType<typeof rig.read>>;
  let over: typeof gala;
  beforeAll(async () => {
    gala = await rig.read('attendees', of(EVENTS.gala));
    over = await rig.read('attendees', of(EVENTS.over));
  });

  it('of a large event all come, 50 at a time', () => {
    expect(codesOf(gala.rows)).toEqual(registered(rig.simulator(), EVENTS.gala));
    expect(gala.certificate).toMatchObject({ complete: true, providerTotal: gala.rows.length, rowErrors: 0 });
    expect(gala.rows.length).toBeGreaterThan(2000);
  });

  it.each([
    [2, EVENTS.traps],
    [7, EVENTS.over],
    [10_000, EVENTS.over],
  ])('all come, %i at a time', async (attendeePage, eventId) => {
    rig.simulator().switches.set({ attendeePage });
    const { rows, certificate } = await rig.read('attendees', of(eventId));
    expect(codesOf(rows)).toEqual(registered(rig.simulator(), eventId));
    expect(certificate).toMatchObject({ complete: true, providerTotal: rows.length, rowErrors: 0 });
  });

  it.each([
    ['the same attendee comes again at each border', { sinceBound: 'inclusive' }],
    ['IDs come as numbers', { attendeeIds: 'integer' }],
    ['the undocumented members are missing', { attendeeExtras: false }],
    ['the token ends again and again', { callsPerToken: 3 }],
  ] as const)('read the same when %s', async (_, switches) => {
    rig.simulator().switches.set({ ...switches, attendeePage: 20 });
    const { readings, rows, certificate } = await rig.read('attendees', of(EVENTS.over));
    expect([...readings.keys()]).toEqual([...over.readings.keys()]);
    if (!('attendeeExtras' in switches)) expect(rows).toEqual(over.rows);
    expect(certificate.complete).toBe(true);
  });

  it.each([3, -3])('are read to the end although the total lies by %i', async (totalDelta) => {
    rig.simulator().switches.set({ totalDelta, attendeePage: 7 });
    const { rows, certificate } = await rig.read('attendees', of(EVENTS.traps));
    expect(codesOf(rows)).toEqual(registered(rig.simulator(), EVENTS.traps));
    expect(certificate.complete).toBe(totalDelta < 0);
  });

  const lands = ['end', 'start', 'anywhere'] as const;
  const gone = ['continue', 'error', 'start'] as const;
  const bounds = ['exclusive', 'inclusive'] as const;
  // One cancellation a page seldom meets the last row read; what happens then is shown below.
  const cases = lands.flatMap((salesLand) => bounds.map((sinceBound) => ({ salesLand, sinceBound })));
  it.each(cases)('are not lost while others come and go: $salesLand, $sinceBound', async (switches) => {
    const changesPerPage = { sales: 1, checkins: 1, uses: 1, cancellations: 1 };
    await withOwn({ ...switches, attendeePage: 20, changesPerPage }, async (own) => {
      const before = registered(own, EVENTS.over);
      const { rows } = await rig.read('attendees', { ...of(EVENTS.over), origin: own.origin });
      const read = new Set(codesOf(rows));
      // Whoever was cancelled before their page came cannot be read, and need not be.
      const still = new Set(registered(own, EVENTS.over));
      expect(before.filter((code) => still.has(code) && !read.has(code))).toEqual([]);
    });
  });

  it.each(gone)('go on from an earlier row when the last one read is cancelled (%s)', async (goneCursor) => {
    const changesPerPage = { sales: 0, checkins: 0, uses: 0, cancellations: 20 };
    await withOwn({ goneCursor, attendeePage: 10, changesPerPage }, async (own) => {
      const { rows, certificate } = await rig.read('attendees', { ...of(EVENTS.over), origin: own.origin });
      const read = new Set(codesOf(rows));
      expect(registered(own, EVENTS.over).filter((code) => !read.has(code))).toEqual([]);
      expect(certificate.complete).toBe(true);
      if (goneCursor === 'error') expect(certificate.stepsBack).toBeGreaterThan(0);
    });
  });

  it('have the answers of the form as columns', () => {
    const { rows, cursors } = gala;
    const columns = cursors.at(-1)?.columns ?? [];
    expect(columns.map(({ id, title, personal }) => [id, title, personal])).toEqual([
      ['answers:Nume / Name', 'Nume / Name', 'identity'],
      ['answers:E-mail', 'E-mail', 'contact'],
      ['answers:Date of birth', 'Date of birth', 'identity'],
      ['answers:T-shirt', 'T-shirt', 'identity'],
      ['answers:Diet', 'Diet', 'identity'],
      ['answers:Photo', 'Photo', 'identity'],
    ]);
    expect(rows[0]).toMatchObject({
      ticketId: testHash(String(rows[0]?.['barcode'])),
      attendeeId: expect.stringMatching(/^\d+$/),
      orderId: expect.stringMatching(/^\d+$/),
      createdAt: expect.stringMatching(/^2025-.*Z$/),
      eventName: 'Spring Gala 2027',
      'answers:Nume / Name': expect.any(String),
      'answers:T-shirt': expect.stringMatching(/^(S|M|L|XL)$/),
    });
  });

  it('keep several choices, files, too few and too many answers', async () => {
    const { rows, certificate } = await rig.read('attendees', of(EVENTS.traps));
    expect(certificate.rowErrors).toBe(0);
    const answers = rows.map((row) =>
      ['Nume / Name', 'Date of birth', 'Diet', 'Photo'].map((name) => row[`answers:${name}`]),
    );
    expect(answers.slice(17, 25)).toEqual([
      ['Ann', null, null, null],
      [null, null, null, null],
      [null, null, null, null],
      ['Ann', null, 'vegan, fără gluten', 'паспорт.jpg'],
      ['Ann', '1990-02-30', 'vegan', null],
      ['Ann', null, null, null],
      ['=HYPERLINK("http://x","y")', '1/2', null, null],
      ['  欧阳 ليلى  ', null, null, null],
    ]);
    expect(rows[22]).toMatchObject({ otherAnswers: '["one too many"]' });
    expect(rows[20]?.['form']).toContain('image/jpeg');
    // The ticket without an attendee is not among them.
    expect(rows[25]).toMatchObject({ attendeeId: '1234567', orderId: '0042', ticketType: null });
    expect(rows[26]).toMatchObject({ createdAt: '2026-11-20T21:30:00.000Z', links: null, checkedIn: null });
  });

  it('are told apart when a question is asked twice, and are one column when it is asked for several events', () => {
    const questions = ['Name', 'Name', 'Name (2)', ' ', null].map((name, index) => ({ id: String(index), name }));
    const titles = ['Name', 'Name (2)', 'Name (2) (2)', 'Question 3', 'Question 4'];
    expect(columnsOf(questions).map(({ title }) => title)).toEqual(titles);
    expect(answersOf(questions, ['Ann', 'Bo', true, ['x', '', 'y'], { id: 4 }])).toEqual({
      'answers:Name': 'Ann',
      'answers:Name (2)': 'Bo',
      'answers:Name (2) (2)': 'true',
      'answers:Question 3': 'x, y',
      'answers:Question 4': '{"id":4}',
    });
  });

  it('are refused in Oveit’s words without registration forms', async () => {
    rig.simulator().switches.set({ registrationForms: false });
    const told = { kind: 'not-found', said: 'Not available for this account' };
    await expect(rig.read('attendees', of(EVENTS.gala))).rejects.toMatchObject(told);
  });
});

/** A stand-in of its own: what changes while it is read stays changed. */
async function withOwn(switches: OveitOptions['switches'], act: (own: OveitSimulator) => Promise<void>): Promise<void> {
  const own = await startOveit(switches ? { switches } : {});
  try {
    await act(own);
  } finally {
    await own.close();
  }
}
