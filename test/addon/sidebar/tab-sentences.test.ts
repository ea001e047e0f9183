import { describe, expect, it } from 'vitest';
import { changeGroups, changesSentence, remarksOf } from '../../../addon/sidebar/change-words.ts';
import { checkSentences, isBlocked } from '../../../addon/sidebar/check-words.ts';
import { createFormat } from '../../../addon/sidebar/format.ts';
import { progressOf } from '../../../addon/sidebar/run-progress.ts';
import { stateOf, withRun } from '../../../addon/sidebar/report-state.ts';
import { words } from '../../../addon/sidebar/words.ts';
import type { Hold, RowChange } from '../../../shared/changes.ts';
import { addReport, addRun, createState, NO_CHANGES } from '../fake-worker-state.ts';

const format = createFormat('en_GB', 'Europe/Amsterdam');
const NOW = Date.parse('2027-05-01T12:00:00.000Z');
const state = createState();
const run = (rest: Parameters<typeof addRun>[2]) => addRun(state, crypto.randomUUID(), rest);

describe('what a refresh changed', () => {
  const said = (rest: object) => changesSentence({ ...NO_CHANGES, ...rest }, format);

  it.each([
    [{ added: 12, changed: 40, removed: 3, unchanged: 12_425 }, '12 new, 40 changed, 3 left, 12,425 unchanged'],
    [{ added: 12_480, unchanged: 0 }, '12,480 new'],
    [{ changed: 1, unchanged: 1 }, '1 changed, 1 unchanged'],
    [{}, 'Nothing changed, 12,480 rows as before'],
    [{ unchanged: 1 }, 'Nothing changed, 1 row as before'],
  ])('%j: %s', (rest, sentence) => expect(said(rest)).toBe(sentence));

  it('says what is out of the ordinary, and nothing else', () => {
    expect(remarksOf(NO_CHANGES, format)).toEqual([]);
    expect(remarksOf({ ...NO_CHANGES, duplicates: 1, cut: 2, atomic: false }, format)).toEqual([
      'One row is a copy somebody made of another; it is left alone.',
      '2 texts were too long for a cell and are cut off.',
      'It was written piece by piece because the list is too large for once.',
    ]);
  });

  const change = (kind: RowChange['kind'], key: string, columns: string[] = [], account = 'Hall'): RowChange => ({
    kind,
    account,
    key,
    columns,
  });
  const status = { id: 'status', title: 'Status', type: 'text', personal: 'none', description: '', standard: true };

  it('names the rows by kind, those that left first, with the titles of their columns', () => {
    const changes = [change('added', 'T-1'), change('changed', 'T-2', ['status', 'gone']), change('removed', 'T-3')];
    expect(changeGroups(changes, [{ ...status, type: 'text', personal: 'none' }])).toEqual([
      { kind: 'removed', lines: ['T-3'], more: 0 },
      { kind: 'changed', lines: ['T-2: Status, gone'], more: 0 },
      { kind: 'added', lines: ['T-1'], more: 0 },
    ]);
    expect(changeGroups(changes, [], ['edited'])).toEqual([]);
  });

  it('names the account where there are several, and never more than thirty rows of a kind', () => {
    const many = Array.from({ length: 40 }, (_, index) => change('added', `T-${index}`));
    const [group] = changeGroups([...many, change('added', 'X', [], 'Box')], []);
    expect(group?.lines).toHaveLength(30);
    expect(group?.lines[0]).toBe('Hall T-0');
    expect(group?.more).toBe(11);
  });
});

describe('what is told before anything is written', () => {
  const { preflight } = state;

  it('says how large, how long, where to and whose data', () => {
    expect(checkSentences(preflight, 'Gala', format)).toEqual([
      'A new tab “Gala” is added.',
      'About 12,792 rows in 9 columns, one of them hidden.',
      'Takes 115,137 of 9,974,000 free cells of this spreadsheet.',
      'Writing takes about 14 seconds.',
      'Personal data: First name and E-mail. Whoever may open this spreadsheet sees them.',
      'Nothing is in the way.',
    ]);
    expect(isBlocked(preflight)).toBe(false);
  });

  it('says so when nobody can count the rows, and leaves the notices to speak for themselves', () => {
    const notice = { blocking: true, code: 'tab-occupied', sentence: 'It is taken.' };
    const unknown = { rows: null, cells: null, seconds: null, personal: [], notices: [notice] };
    const check = { ...preflight, ...unknown, tab: 'occupied' } as const;
    expect(checkSentences(check, 'Gala', format)).toEqual([
      '9 columns, one of them hidden. How many rows there are is known only after reading.',
      '9,974,000 cells of this spreadsheet are free.',
    ]);
    expect(isBlocked(check)).toBe(true);
    expect(checkSentences({ ...preflight, seconds: 150 }, 'Gala', format)).toContain('Writing takes about 3 minutes.');
  });
});

describe('a report that waits', () => {
  it('for Google says how many are before it', () => {
    const publishing = run({ status: 'running', phase: 'publishing', rows: 5, pages: 1, total: 5 });
    expect(progressOf({ ...publishing, queue: { ahead: 3 } }, NOW, format)).toMatchObject({
      share: null,
      facts: '5 of 5 · 1 page · waiting for Google: 3 calls of others go first',
    });
    expect(progressOf({ ...publishing, pages: 0, queue: { ahead: 0 } }, NOW, format).facts).toBe(
      'waiting for Google: next in line',
    );
  });

  it('for a person says so, and a look for edits is no refresh', () => {
    const finishedAt = '2027-05-01T11:56:00.000Z';
    expect(stateOf(run({ status: 'held', finishedAt }), NOW, format)).toEqual({
      tone: 'warning',
      text: 'Waiting for your OK · 4 min ago',
    });
    expect(stateOf(run({ status: 'done', finishedAt, repair: 'list' }), NOW, format).text).toBe(
      'Looked for edited cells · 4 min ago',
    );
  });

  it('holds back what its newest refresh held back, until one holds back nothing', () => {
    const hold: Hold = { removals: [], blanked: ['Seat'], since: '', decision: 'open', sentence: 'Seat.' };
    const input = { name: 'Gala', sources: [], dataset: 'tickets', columns: [], destination: null } as const;
    const report = addReport(state, { ...input, sources: [], columns: [] });
    const first = addRun(state, report.id, { status: 'done', hold });
    const held = withRun([report], first);
    expect(held[0]?.hold).toEqual(hold);
    const going = addRun(state, report.id, { status: 'running' });
    expect(withRun(held, going)[0]?.hold).toEqual(hold);
    expect(withRun(held, { ...going, status: 'done', version: 2 })[0]?.hold).toBeNull();
  });
});

describe('the words of the sidebar', () => {
  const two = { count: 2, text: '2' };
  const textsOf = (value: unknown): string[] => {
    if (typeof value === 'string') return [value];
    if (typeof value === 'function') return [String(value)];
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
  };

  it('are the organizer’s, not ours', () => {
    expect(words.report.rows(two)).toBe('2 rows');
    const ours = textsOf(words).filter((text) =>
      /\b(generations?|publish\w*|datasets?|keys?|sync|append|batch\w*|(?<!Google )workspaces?|audiences?|scopes?|tokens?)\b/i.test(
        text,
      ),
    );
    expect(ours).toEqual([]);
  });
});
