import { describe, expect, it } from 'vitest';
import { allOf, found, moved, toggled } from '../../../addon/sidebar/column-choice.ts';
import type { Catalogue } from '../../../addon/sidebar/catalogue.ts';
import { INCOMPLETE } from '../../../addon/sidebar/local-time.ts';
import {
  draftOf,
  errorsOf,
  newDraft,
  reportInputOf,
  withAccount,
  withDataset,
} from '../../../addon/sidebar/report-draft.ts';
import type { Connection, Report } from '../../../shared/api.ts';
import { TIXNGO } from '../fake-catalogue.ts';

const ACCOUNT = '22222222-2222-4222-8222-222222222222';
const SPREADSHEET = '33333333-3333-4333-8333-333333333333';
const STANDARD = ['ticketId', 'status', 'eventName', 'eventStart', 'firstName', 'email', 'seat', 'price'];

function account(id = ACCOUNT): Connection {
  return { id, provider: 'tixngo', label: 'TIXNGO', createdAt: '', updatedAt: '' };
}

function report(tab: string): Report {
  return {
    id: crypto.randomUUID(),
    name: tab,
    connectionId: ACCOUNT,
    dataset: 'tickets',
    scope: { appId: 'demo-app' },
    columns: ['price'],
    destination: { spreadsheet: SPREADSHEET, tab },
    writeMode: 'replace',
    createdAt: '',
    updatedAt: '',
    lastRun: null,
  };
}

function catalogue(rest: Partial<Catalogue> = {}): Catalogue {
  return { providers: [TIXNGO], accounts: [account()], reports: [], uses: {}, spreadsheet: undefined, ...rest };
}

describe('the form of a new report', () => {
  it('has everything filled in that can be guessed', () => {
    expect(newDraft(catalogue())).toEqual({
      accountId: ACCOUNT,
      dataset: 'tickets',
      scope: {},
      columns: STANDARD,
      tab: 'Tickets',
      isTabTyped: false,
    });
  });

  it('waits for an account when there is none', () => {
    const empty = catalogue({ accounts: [] });
    expect(errorsOf(newDraft(empty), empty)).toEqual({ account: 'Choose or add a ticketing account first.' });
  });

  it('proposes a tab no other report fills, whatever the case of its letters', () => {
    expect(newDraft(catalogue({ reports: [report('tickets'), report('Tickets 2')] })).tab).toBe('Tickets 3');
  });

  it('keeps a typed name and what was chosen when another account of the same system is taken', () => {
    const other = account('44444444-4444-4444-8444-444444444444');
    const both = catalogue({ accounts: [account(), other] });
    const draft = {
      ...newDraft(both),
      scope: { appId: 'demo-app' },
      columns: ['price'],
      tab: 'Mine',
      isTabTyped: true,
    };
    expect(withAccount(draft, both, other.id)).toEqual({ ...draft, accountId: other.id });
    expect(withDataset(draft, both, 'tickets')).toMatchObject({ tab: 'Mine', scope: { appId: 'demo-app' } });
  });

  it('names each field that is missing or wrong', () => {
    const taken = catalogue({ reports: [report('Gala')] });
    const draft = { ...newDraft(taken), columns: [], tab: ' gala ', scope: { from: INCOMPLETE } };
    expect(errorsOf(draft, taken)).toEqual({
      'scope.appId': 'App ID is missing.',
      'scope.from': 'Events from is not a complete date and time.',
      columns: 'Choose at least one column.',
      tab: 'Another report already fills the tab “gala”.',
    });
  });

  it('sends what was typed without blanks around it, and leaves out what is empty', () => {
    const draft = { ...newDraft(catalogue()), scope: { appId: ' demo-app ', eventId: ' ' }, tab: ' Gala ' };
    expect(reportInputOf(draft, SPREADSHEET)).toEqual({
      name: 'Gala',
      connectionId: ACCOUNT,
      dataset: 'tickets',
      scope: { appId: 'demo-app' },
      columns: STANDARD,
      destination: { spreadsheet: SPREADSHEET, tab: 'Gala' },
      writeMode: 'replace',
    });
  });
});

describe('the form of a saved report', () => {
  it('holds what was saved, and its own tab is not taken', () => {
    const saved = report('Gala');
    const its = catalogue({ reports: [saved] });
    const draft = draftOf(saved, its);
    expect(draft).toMatchObject({ tab: 'Gala', columns: ['price'], scope: { appId: 'demo-app' } });
    expect(errorsOf(draft, its, saved)).toEqual({});
  });

  it('shows the standard columns for a report that did not name its columns', () => {
    expect(draftOf({ ...report('Gala'), columns: [] }, catalogue()).columns).toEqual(STANDARD);
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
