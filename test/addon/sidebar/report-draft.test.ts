import { describe, expect, it } from 'vitest';
import { toggled } from '../../../addon/sidebar/choice.ts';
import { allOf, found, moved } from '../../../addon/sidebar/column-choice.ts';
import { STANDARD_WRITING } from '../../../shared/writing.ts';
import type { Catalogue } from '../../../addon/sidebar/catalogue.ts';
import { INCOMPLETE } from '../../../addon/sidebar/local-time.ts';
import { fromDay, lastDay, untilDay } from '../../../addon/sidebar/filter-range.ts';
import { whoFilters } from '../../../addon/sidebar/filter-list.ts';
import { taking, typing, valueOf } from '../../../addon/sidebar/id-list.ts';
import { columnsOf, datasetsOf, offeredFilters } from '../../../addon/sidebar/offer.ts';
import {
  draftOf,
  newDraft,
  withAccount,
  withAnotherSource,
  withDataset,
  withSource,
  withoutSource,
} from '../../../addon/sidebar/report-draft.ts';
import { errorsOf, refusedFields } from '../../../addon/sidebar/report-errors.ts';
import { changeOf, previewInputOf, reportInputOf } from '../../../addon/sidebar/report-input.ts';
import type { Connection, Report } from '../../../shared/api.ts';
import type { ProviderId } from '../../../shared/catalogue.ts';
import { TICKET_TAILOR, TIXNGO } from '../fake-catalogue.ts';

const ACCOUNT = '22222222-2222-4222-8222-222222222222';
const OTHER = '44444444-4444-4444-8444-444444444444';
const SPREADSHEET = '33333333-3333-4333-8333-333333333333';
const STANDARD = ['ticketId', 'status', 'eventName', 'eventStart', 'firstName', 'email', 'seat', 'price'];

function account(id = ACCOUNT, provider: ProviderId = 'tixngo'): Connection {
  return {
    id,
    provider,
    label: 'TIXNGO',
    waitsForKey: false,
    keyAsked: null,
    createdAt: '',
    updatedAt: '',
    version: 1,
  };
}

function report(tab: string): Report {
  return {
    id: crypto.randomUUID(),
    name: tab,
    sources: [{ connectionId: ACCOUNT, scope: { appId: 'demo-app' } }],
    dataset: 'tickets',
    filters: {},
    columns: ['price'],
    destination: { spreadsheet: SPREADSHEET, tab },
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
    lastRun: null,
  };
}

function catalogue(rest: Partial<Catalogue> = {}): Catalogue {
  return {
    providers: [TIXNGO, TICKET_TAILOR],
    accounts: [account()],
    reports: [],
    uses: {},
    spreadsheet: undefined,
    spreadsheets: [],
    me: { email: 'owner@example.org', workspaceId: null, workspace: null, invitations: [], joinable: [] },
    ...rest,
  };
}

const both = catalogue({ accounts: [account(), account(OTHER, 'ticket-tailor')] });
const two = withAnotherSource(newDraft(both), both, OTHER);

describe('the form of a new report', () => {
  it('has everything filled in that can be guessed', () => {
    expect(newDraft(catalogue())).toEqual({
      template: null,
      tabs: [],
      dataset: 'tickets',
      sources: [{ key: 1, accountId: ACCOUNT, scope: {}, lookup: null }],
      filters: {},
      columns: STANDARD,
      tab: 'Tickets',
      isTabTyped: false,
      writeMode: 'sync',
      writing: STANDARD_WRITING,
      editors: 'refresh',
      retention: { kind: 'days', days: 30, until: '' },
    });
  });

  it('waits for an account when there is none', () => {
    const empty = catalogue({ accounts: [] });
    expect(errorsOf(newDraft(empty), empty)).toEqual({
      'source.1.account': 'Choose or add a ticketing account first.',
    });
  });

  it('proposes a tab no other report fills, whatever the case of its letters', () => {
    expect(newDraft(catalogue({ reports: [report('tickets'), report('Tickets 2')] })).tab).toBe('Tickets 3');
  });

  it('keeps a typed name and what was chosen when another account of the same system is taken', () => {
    const same = catalogue({ accounts: [account(), account(OTHER)] });
    const draft = {
      ...withSource(newDraft(same), 1, { scope: { appId: 'demo-app' } }),
      columns: ['price'],
      tab: 'Mine',
      isTabTyped: true,
    };
    expect(withAccount(draft, same, 1, OTHER)).toEqual(withSource(draft, 1, { accountId: OTHER }));
    expect(withDataset(draft, same, 'tickets')).toMatchObject({
      tab: 'Mine',
      sources: [{ scope: { appId: 'demo-app' } }],
    });
  });

  it('names each field that is missing or wrong', () => {
    const taken = catalogue({ reports: [report('Gala')] });
    const filters = { updated: { from: '2027-05-02', to: '2027-05-01' } };
    const blank = { ...newDraft(taken), columns: [], tab: ' gala ', filters };
    expect(errorsOf(withSource(blank, 1, { scope: { from: INCOMPLETE } }), taken)).toEqual({
      'source.1.appId': 'App ID is missing.',
      'source.1.from': 'Events from is not a complete date and time.',
      'filter.updated': 'The last day is before the first.',
      columns: 'Choose at least one column.',
      tab: 'Another report already fills the tab “gala”.',
    });
  });

  it('sends what was typed without blanks around it, and leaves out what is empty', () => {
    const filled = withSource(newDraft(catalogue()), 1, { scope: { appId: ' demo-app ', eventId: ' ' } });
    const filters = { status: [], text: ' VIP ', ticketType: [], created: {}, updated: { last: '7 days' } };
    expect(reportInputOf({ ...filled, tab: ' Gala ', filters }, SPREADSHEET)).toEqual({
      name: 'Gala',
      sources: [{ connectionId: ACCOUNT, scope: { appId: 'demo-app' }, lookup: null }],
      dataset: 'tickets',
      filters: { text: 'VIP', updated: { last: '7 days' } },
      columns: STANDARD,
      destination: { spreadsheet: SPREADSHEET, tab: 'Gala' },
      writeMode: 'sync',
      writing: STANDARD_WRITING,
      editors: 'refresh',
      retention: { daysAfterEvent: 30 },
    });
  });

  it('puts what the worker refuses at the field it names', () => {
    const title = 'Event: name one event, or a range of events.';
    const problem = { code: 'invalid-request', title, next: '' } as const;
    expect(refusedFields(problem, newDraft(catalogue()), catalogue())).toEqual({ 'source.1.eventId': title });
    expect(refusedFields({ ...problem, title: 'Columns: none.' }, two, both)).toEqual({});
  });
});

describe('a report of several accounts', () => {
  it('gets columns that say where a row is from, and all columns of any of them', () => {
    expect(two.sources.map(({ key, accountId }) => [key, accountId])).toEqual([
      [1, ACCOUNT],
      [2, OTHER],
    ]);
    expect(two.columns).toEqual(['provider', 'account', ...STANDARD]);
    const ids = columnsOf(two, both).map(({ id }) => id);
    expect(ids).toContain('downloaded');
    expect(ids).toContain('orderId');
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('offers the kinds of rows and the filters all of them have, and says who applies them', () => {
    expect(datasetsOf(newDraft(both), both).map(({ id }) => id)).toEqual(['tickets']);
    expect(datasetsOf({ sources: two.sources.slice(1) }, both).map(({ id }) => id)).toEqual(['tickets', 'orders']);
    expect(offeredFilters(two, both).map((filter) => [filter.id, whoFilters(filter)])).toEqual([
      ['status', 'Ticket Tailor sends only these; for TIXNGO, Willcall leaves the others out after reading.'],
      ['updated', 'TIXNGO sends only these; for Ticket Tailor, Willcall leaves the others out after reading.'],
      ['text', 'Willcall reads all and leaves the others out.'],
    ]);
  });

  it('may name an account again for another event, and loses one but never the last', () => {
    const again = withAnotherSource(newDraft(both), both, ACCOUNT);
    expect(again.columns).toEqual(STANDARD);
    expect(withoutSource(again, 1).sources.map(({ key }) => key)).toEqual([2]);
    expect(withoutSource(withoutSource(again, 1), 2).sources).toHaveLength(1);
  });

  it('refuses a filter that an account added later cannot tell', () => {
    const filters = { created: { last: '7 days' }, text: 'VIP' };
    const first = withAccount(newDraft(both), both, 1, OTHER);
    const mixed = withAnotherSource({ ...first, filters }, both, ACCOUNT);
    expect(errorsOf(mixed, both)).toMatchObject({
      'filter.created': 'Created: not all accounts of this report can tell it. Take this filter out.',
    });
  });

  it('names what is missing in each', () => {
    expect(errorsOf(withSource(two, 2, { lookup: { by: 'barcode', tab: ' ', column: '' } }), both)).toEqual({
      'source.1.appId': 'App ID is missing.',
      'source.2.lookup.tab': 'Tab that has the column is missing.',
      'source.2.lookup.column': 'Header of the column is missing.',
    });
  });

  it('sends which column is read, and for a preview in which spreadsheet', () => {
    const lookup = { by: 'barcode', tab: 'Guests ', column: ' Code' };
    const input = previewInputOf(withSource(two, 2, { lookup }), SPREADSHEET);
    expect(input.sources[1]?.lookup).toEqual({ by: 'barcode', tab: 'Guests', column: 'Code' });
    expect(input.spreadsheet).toBe(SPREADSHEET);
    expect(previewInputOf(two, SPREADSHEET)).not.toHaveProperty('spreadsheet');
  });
});

describe('the form of a saved report', () => {
  it('holds what was saved, and its own tab is not taken', () => {
    const saved = report('Gala');
    const its = catalogue({ reports: [saved] });
    const draft = draftOf(saved, its);
    expect(draft).toMatchObject({ tab: 'Gala', columns: ['price'], sources: [{ scope: { appId: 'demo-app' } }] });
    expect(errorsOf(draft, its, saved)).toEqual({});
  });

  it('shows the standard columns for a report that did not name its columns', () => {
    expect(draftOf({ ...report('Gala'), columns: [] }, catalogue()).columns).toEqual(STANDARD);
  });

  it('keeps values that were given with it', () => {
    const lookup = { by: 'barcode', values: ['1'] };
    const saved = { ...report('Gala'), sources: [{ connectionId: ACCOUNT, scope: {}, lookup }] };
    expect(reportInputOf(draftOf(saved, catalogue()), SPREADSHEET).sources[0]?.lookup).toEqual(lookup);
  });
});

describe('days of a filter', () => {
  const zone = 'Europe/Amsterdam';

  it('are days of the spreadsheet’s zone, the last one included', () => {
    const range = untilDay(fromDay({}, '2027-05-01', zone), '2027-05-31', zone);
    expect(range).toEqual({ from: '2027-04-30T22:00:00.000Z', to: '2027-05-31T22:00:00.000Z' });
    expect(lastDay(range, zone)).toBe('2027-05-31');
    expect(fromDay(range, '', zone)).toEqual({ to: range.to });
  });
});

describe('IDs in a field', () => {
  it('count as they are typed, and a comma or a choice takes them', () => {
    const one = typing({ taken: [], typed: '' }, 'ev_1, ev', true);
    expect(one).toEqual({ taken: ['ev_1'], typed: 'ev' });
    expect(valueOf(one)).toBe('ev_1,ev');
    expect(taking(one, 'ev_2', true)).toEqual({ taken: ['ev_1', 'ev_2'], typed: '' });
    expect(taking(one, 'ev_2', false)).toEqual({ taken: ['ev_2'], typed: '' });
    expect(typing({ taken: [], typed: '' }, 'a, b', false)).toEqual({ taken: [], typed: 'a, b' });
  });
});

describe('choosing columns', () => {
  const columns = TIXNGO.datasets[0]?.columns ?? [];

  it('adds at the end, takes out, and adds all after those chosen', () => {
    expect(toggled(['price', 'seat'], 'email')).toEqual(['price', 'seat', 'email']);
    expect(toggled(['price', 'seat'], 'price')).toEqual(['seat']);
    expect(allOf(columns, ['price', 'seat'])).toHaveLength(columns.length);
    expect(allOf(columns, ['price', 'seat']).slice(0, 3)).toEqual(['price', 'seat', 'ticketId']);
  });

  it('moves a column by one place and stops at the ends', () => {
    expect(moved(['a', 'b', 'c'], 'b', -1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 'b', 1)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b', 'c'], 'a', -1)).toEqual(['a', 'b', 'c']);
    expect(moved(['a', 'b', 'c'], 'c', 1)).toEqual(['a', 'b', 'c']);
  });

  it('finds columns by all words of the search, in title or description', () => {
    expect(found(columns, 'EVENT start').map(({ id }) => id)).toEqual(['eventStart']);
    expect(found(columns, 'holds ticket').map(({ id }) => id)).toEqual(['email']);
    expect(found(columns, '')).toHaveLength(columns.length);
  });
});

describe('a change to a report', () => {
  it('says how long personal data stays only when that changed, because saying it begins the time anew', () => {
    const kept = { ...report('Gala'), retention: { daysAfterEvent: 14 } };
    const input = reportInputOf(draftOf(kept, catalogue()), SPREADSHEET);
    expect(changeOf(input, kept)).not.toHaveProperty('retention');
    expect(changeOf({ ...input, retention: null }, kept)).toHaveProperty('retention', null);
  });
});
