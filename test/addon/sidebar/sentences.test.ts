import { describe, expect, it } from 'vitest';
import { completenessOf } from '../../../addon/sidebar/completeness.ts';
import { createFormat } from '../../../addon/sidebar/format.ts';
import { instantOf, localOf } from '../../../addon/sidebar/local-time.ts';
import { progressOf } from '../../../addon/sidebar/run-progress.ts';
import { agoOf, merged, stateOf, withRun } from '../../../addon/sidebar/report-state.ts';
import { words } from '../../../addon/sidebar/words.ts';
import { staleSentence, staleSourceSentence } from '../../../addon/sidebar/staleness.ts';
import type { Certificate, Report, Run, SourceResult } from '../../../shared/api.ts';
import { STANDARD_WRITING } from '../../../shared/writing.ts';
import { TICKET_TAILOR, TIXNGO } from '../fake-catalogue.ts';

const format = createFormat('en_GB', 'Europe/Amsterdam');
const NOW = Date.parse('2027-05-01T12:00:00.000Z');

function certificate(rest: Partial<Certificate> = {}): Certificate {
  return {
    fetched: 13_000,
    distinct: 12_792,
    dropped: 312,
    filtered: 0,
    rows: 12_480,
    providerTotal: 12_792,
    complete: true,
    rowErrors: 0,
    catchUps: 1,
    stepsBack: 0,
    notes: [],
    sources: [],
    ...rest,
  };
}

function run(rest: Partial<Run> = {}): Run {
  return {
    id: 'run-1',
    reportId: 'report-1',
    status: 'running',
    phase: 'reading',
    rows: 6_200,
    pages: 31,
    total: 12_792,
    startedAt: null,
    finishedAt: null,
    estimatedEnd: null,
    certificate: null,
    columns: null,
    generation: null,
    sheetId: null,
    error: null,
    changes: null,
    hold: null,
    queue: null,
    version: 4,
    ...rest,
  };
}

function report(lastRun: Run): Report {
  return {
    id: lastRun.reportId,
    name: 'Tickets',
    sources: [{ connectionId: 'account-1', scope: {} }],
    dataset: 'tickets',
    filters: {},
    columns: [],
    destination: null,
    writeMode: 'replace',
    writing: STANDARD_WRITING,
    editors: 'refresh',
    retention: null,
    retentionDue: null,
    clearedAt: null,
    version: 1,
    hold: null,
    staleSince: null,
    filtersApplied: [],
    schedule: null,
    createdAt: '',
    updatedAt: '',
    lastRun,
  };
}

describe('what a run says about completeness', () => {
  const said = (rest: Partial<Certificate>): string => completenessOf(certificate(rest), 'tickets', format);

  const none = { dropped: 0, distinct: 12_480 };
  it.each([
    [{}, 'All 12,480 of 12,480 read; 312 deleted tickets left out.'],
    [{ dropped: 1, distinct: 12_481, providerTotal: 12_481 }, 'All 12,480 of 12,480 read; 1 deleted ticket left out.'],
    [{ ...none, providerTotal: null }, 'All 12,480 read.'],
    [{ ...none, providerTotal: 12_500, complete: false }, 'Only 12,480 of 12,500 read.'],
    [{ ...none, providerTotal: null, complete: false }, '12,480 read, but some are missing.'],
    [{ ...none, providerTotal: 12_480, rowErrors: 3 }, 'All 12,480 of 12,480 read; 3 could not be read.'],
    [
      { ...none, providerTotal: 12_480, rows: 12_180, filtered: 300 },
      'All 12,480 of 12,480 read; 300 left out by your filters.',
    ],
    [
      { distinct: 410, dropped: 10, providerTotal: 410, rows: 1_200, filtered: 300 },
      'All 400 of 400 read; they fill 1,500 rows; 10 without rows left out; 300 left out by your filters.',
    ],
  ])('%j: %s', (rest, sentence) => expect(said(rest)).toBe(sentence));

  it('writes numbers as people of the spreadsheet’s place do', () => {
    const german = createFormat('de_DE', 'Europe/Berlin');
    expect(completenessOf(certificate({ dropped: 0, distinct: 12_480, providerTotal: 12_480 }), 'orders', german)).toBe(
      'All 12.480 of 12.480 read.',
    );
  });
});

describe('how a report stands', () => {
  it('says when, how many rows, and whether all', () => {
    const done = run({ status: 'done', finishedAt: '2027-05-01T11:56:00.000Z', certificate: certificate() });
    expect(stateOf(done, NOW, format)).toEqual({ tone: 'good', text: '4 min ago · 12,480 rows · complete' });
    const short = { ...done, certificate: certificate({ complete: false, rows: 1 }) };
    expect(stateOf(short, NOW, format)).toEqual({ tone: 'warning', text: '4 min ago · 1 row · incomplete' });
    expect(stateOf(null, NOW, format).text).toBe('Not run yet');
    expect(stateOf(run({ status: 'cancelled' }), NOW, format).text).toBe('Cancelled. The tab is as it was.');
  });

  it.each([
    ['2027-05-01T11:59:30.000Z', 'just now'],
    ['2027-05-01T11:01:00.000Z', '59 min ago'],
    ['2027-05-01T00:00:00.000Z', '12 h ago'],
    ['2027-04-30T11:00:00.000Z', '1 day ago'],
    ['2027-04-01T18:30:00.000Z', '1 Apr 2027, 20:30'],
  ])('%s is %s', (instant, text) => expect(agoOf(instant, NOW, format)).toBe(text));

  it('names the ticketing systems whose rows are missing', () => {
    const done = run({ status: 'done', finishedAt: '2027-05-01T11:56:00.000Z', certificate: certificate() });
    expect(stateOf(done, NOW, format, ['Oveit'])).toEqual({
      tone: 'warning',
      text: '4 min ago · 12,480 rows · Oveit not refreshed',
    });
  });

  it('keeps the way to the tab through a refresh that does not get there', () => {
    const before = report(run({ status: 'done', sheetId: 7 }));
    const cancelled = run({ id: 'run-2', status: 'cancelled', version: 2 });
    expect(withRun([before], cancelled)[0]?.lastRun?.sheetId).toBe(7);
    expect(merged([before], [{ ...before, lastRun: cancelled }])[0]?.lastRun?.sheetId).toBe(7);
  });

  it('never goes back to older news of a run', () => {
    const before = report(run({ version: 9 }));
    expect(withRun([before], run({ version: 8 }))[0]?.lastRun?.version).toBe(9);
    expect(merged([before], [{ ...before, lastRun: run({ version: 3 }) }])[0]?.lastRun?.version).toBe(9);
    const finished = { ...before, lastRun: run({ id: 'run-0', status: 'done' }) };
    expect(merged([before], [finished])[0]?.lastRun?.id).toBe('run-1');
  });
});

describe('a report that could not be refreshed', () => {
  const systems = { providers: [TIXNGO, TICKET_TAILOR], accounts: [] };
  const silent = { code: 'provider-unavailable', message: 'GET /events: timeout' } as const;
  const failed: SourceResult = {
    connectionId: 'account-1',
    provider: 'ticket-tailor',
    account: 'Main hall',
    status: 'stale',
    rows: 120,
    asOf: '2027-05-01T12:05:00.000Z',
    error: silent,
    certificate: null,
  };
  const stale = run({ status: 'stale', error: silent, certificate: certificate({ sources: [failed] }) });

  it('says since when and why, and that the tab is the last good copy', () => {
    const its = { ...report(stale), staleSince: '2027-05-01T12:05:00.000Z' };
    expect(staleSentence(its, stale, systems, NOW, format)).toBe(
      'Not refreshed since 14:05: Ticket Tailor does not answer. The tab shows the last good copy.',
    );
    expect(staleSentence({ ...its, staleSince: '2027-04-29T12:05:00.000Z' }, stale, systems, NOW, format)).toContain(
      'since 29 Apr 2027, 14:05:',
    );
    expect(staleSentence({ ...its, staleSince: null }, stale, systems, NOW, format)).toBe(
      'Nothing could be read yet: Ticket Tailor does not answer.',
    );
  });

  it('says it of one account among several', () => {
    expect(staleSourceSentence(failed, 'Ticket Tailor', NOW, format)).toBe(
      'not refreshed since 14:05, because Ticket Tailor does not answer. 120 rows are the last good copy.',
    );
    const refused = { ...failed, asOf: null, error: { code: 'provider-auth', message: '' } as const };
    expect(staleSourceSentence(refused, 'Ticket Tailor', NOW, format)).toBe(
      'nothing could be read, because Ticket Tailor does not accept this ticketing account.',
    );
  });
});

describe('how far a run is', () => {
  it('says phase, rows, pages and the time that is left', () => {
    const going = run({ estimatedEnd: '2027-05-01T12:00:20.000Z' });
    expect(progressOf(going, NOW, format)).toEqual({
      phase: 'Reading from the ticketing system',
      share: 6_200 / 12_792,
      facts: '6,200 of 12,792 · 31 pages · about 20 s left',
    });
    expect(progressOf(run({ total: null, pages: 1, rows: 1 }), NOW, format)).toMatchObject({
      share: null,
      facts: '1 row · 1 page',
    });
    expect(progressOf(run({ phase: 'waiting' }), NOW, format)).toMatchObject({ share: null, facts: '' });
    expect(progressOf(run({ phase: 'publishing' }), NOW, format).share).toBe(1);
  });
});

describe('cells of the preview', () => {
  const cell = (value: Parameters<typeof format.cell>[0], type: Parameters<typeof format.cell>[1]): string =>
    format.cell(value, type, words);

  it('shows each type as the spreadsheet will', () => {
    expect(cell(null, 'integer')).toBe('');
    expect(cell('007', 'text')).toBe('007');
    expect(cell(true, 'boolean')).toBe('Yes');
    expect(cell(1234.5, 'number')).toBe('1,234.5');
    expect(cell({ minor: 8550, currency: 'EUR' }, 'money')).toBe('€85.50');
    expect(cell('2027-05-01T18:30:00.000Z', 'date-time')).toBe('1 May 2027, 20:30');
    expect(cell('2027-05-01', 'date')).toBe('1 May 2027');
  });

  it('does without a locale or zone this browser does not know', () => {
    expect(createFormat('??', 'Nowhere/Land').moment('2027-05-01T18:30:00.000Z')).toContain('2027');
  });
});

describe('dates typed into a form', () => {
  it('are wall clock of the spreadsheet’s zone', () => {
    expect(instantOf('2027-05-01T20:30', 'Europe/Amsterdam')).toBe('2027-05-01T18:30:00.000Z');
    expect(instantOf('2027-01-01T00:00', 'Asia/Kolkata')).toBe('2026-12-31T18:30:00.000Z');
    expect(localOf('2027-05-01T18:30:00.000Z', 'Europe/Amsterdam')).toBe('2027-05-01T20:30');
    expect(instantOf('', 'Europe/Amsterdam')).toBeNull();
  });

  it('come out right on both sides of a clock change', () => {
    expect(instantOf('2027-03-28T01:59', 'Europe/Amsterdam')).toBe('2027-03-28T00:59:00.000Z');
    expect(instantOf('2027-03-28T03:00', 'Europe/Amsterdam')).toBe('2027-03-28T01:00:00.000Z');
  });
});
