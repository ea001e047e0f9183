import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ReportFileResult } from '../../../shared/report-file.ts';
import { ReportFile } from '../../../worker/report-file/shape.ts';
import { createWorld, GOOGLE_ID, SECRET, type World } from './world.ts';

const OTHER_ID = '1ZyXwVuTsRqPoNmLkJiHgFeDcBa9876543210';

const NEW_REPORT = `
  - name: Door list
    sources:
      - account: Main
        scope: { eventId: spring-gala-2027 }
    dataset: tickets
    columns: [ticket-id, barcode]
    destination:
      spreadsheet: { id: ${GOOGLE_ID} }
      tab: Doors
    editors: see
    schedule:
      timing: { kind: daily, readyBy: "08:00" }
      timeZone: Europe/Zurich
`;

const file = (...reports: string[]) => `willcall: 1\nreports:${reports.join('')}`;

describe('reports as code', () => {
  let world: World;
  let report: string;

  beforeAll(async () => {
    world = await createWorld();
    const connection = await world.connect('ada');
    const spreadsheet = await world.link('ada');
    report = await world.report('ada', connection, spreadsheet);
  });
  afterAll(async () => await world.close());

  const exported = async (who = 'ada', query = ''): Promise<string> => {
    const answer = await world.ask(who, 'GET', `/v1/report-file${query}`);
    expect(answer.status).toBe(200);
    return await answer.text();
  };
  const apply = async (yaml: string, more: object = {}, who = 'ada') =>
    await world.json(who, 'POST', '/v1/report-file', { yaml, ...more });
  const applied = async (yaml: string, more: object = {}) => {
    const { status, answer } = await apply(yaml, more);
    expect([status, answer]).toEqual([200, answer]);
    return ReportFileResult.parse(answer);
  };
  const refusal = async (yaml: string) => {
    const before = await everything();
    const { status, answer } = await apply(yaml);
    expect(await everything()).toEqual(before);
    return [status, answer['message']];
  };
  /** What a file can change. */
  const everything = async () => [
    await world.db.selectFrom('reports').selectAll().orderBy('id').execute(),
    await world.db.selectFrom('report_sources').selectAll().orderBy('id').execute(),
    await world.db.selectFrom('schedules').selectAll().orderBy('report_id').execute(),
    await world.db.selectFrom('audiences').selectAll().orderBy('id').execute(),
    await world.db.selectFrom('audit_log').selectAll().orderBy('id').execute(),
  ];

  describe('a file that is exported', () => {
    it('names accounts and spreadsheets instead of ids, and holds no secret', async () => {
      const text = await exported();
      expect(ReportFile.parse(parse(text)).reports[0]).toMatchObject({
        name: 'Tickets',
        sources: [{ account: 'Main', provider: 'tixngo', scope: { eventId: 'spring-gala-2027' } }],
        destination: { spreadsheet: { title: 'Spring gala', id: GOOGLE_ID }, tab: 'Tickets' },
        schedule: null,
        audiences: [],
      });
      expect(text).not.toContain(SECRET);
      expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
    });

    it('changes nothing when it is applied as it is', async () => {
      const before = await everything();
      const result = await applied(await exported());
      expect(result).toEqual({ applied: false, reports: [{ report: 'Tickets', kind: 'unchanged', fields: [] }] });
      expect(await everything()).toEqual(before);
    });

    it('is of the own team only', async () => {
      await world.connect('grace');
      expect(await exported('grace')).not.toContain('Tickets');
      const answer = await world.ask('grace', 'GET', `/v1/report-file?report=${report}`);
      expect(answer.status).toBe(404);
    });
  });

  describe('a file that is applied', () => {
    beforeEach(async () => {
      for (const { id } of await world.db.selectFrom('reports').select('id').where('id', '<>', report).execute())
        await world.db.deleteFrom('reports').where('id', '=', id).execute();
    });

    it('makes what is new and changes what differs, with a diff; a second time nothing', async () => {
      const yaml = file(
        '\n  - name: Tickets\n    filters: { status: [valid] }\n    writing: { removedRows: mark }',
        NEW_REPORT,
      );
      const first = await applied(yaml);
      expect(first).toMatchObject({
        applied: true,
        reports: [
          {
            report: 'Tickets',
            kind: 'changed',
            fields: [
              { path: 'filters', before: 'none', after: null },
              { path: 'writing.removedRows', before: 'move', after: 'mark' },
              { path: 'filters.status', before: null, after: 'valid' },
            ],
          },
          { report: 'Door list', kind: 'created' },
        ],
      });
      expect(ReportFile.parse(parse(await exported())).reports[1]).toMatchObject({
        name: 'Door list',
        editors: 'see',
        schedule: { timing: { kind: 'daily', readyBy: '08:00' }, timeZone: 'Europe/Zurich', pauseAfter: 5 },
      });
      const before = await everything();
      const second = await applied(yaml);
      expect([second.applied, second.reports.map(({ kind }) => kind)]).toEqual([false, ['unchanged', 'unchanged']]);
      expect(await everything()).toEqual(before);
      await applied(file('\n  - name: Tickets\n    filters: {}\n    writing: { removedRows: move }'));
    });

    it('only tells what would change in a dry run', async () => {
      const before = await everything();
      const result = await applied(file(NEW_REPORT), { dryRun: true });
      expect([result.applied, result.reports[0]?.kind]).toEqual([false, 'created']);
      expect(result.reports[0]?.fields).toContainEqual({
        path: 'schedule.timing.readyBy',
        before: null,
        after: '08:00',
      });
      expect(await everything()).toEqual(before);
    });

    it('is applied as a whole or not at all', async () => {
      const broken = NEW_REPORT.replace('Door list', 'Other list').replace('eventId: spring-gala-2027', 'other: x');
      const [status, message] = await refusal(file(NEW_REPORT, broken));
      expect([status, message]).toEqual([422, 'Line 17, report "Other list": Event: is missing.']);
    });

    it('takes schedules and lists for other eyes away when it says so', async () => {
      await world.link('ada', OTHER_ID);
      const audience = `    audiences:
      - name: Sponsors
        columns: [{ id: ticket-id, mask: none }]
        destination: { spreadsheet: { id: ${OTHER_ID} }, tab: Tickets }
`;
      const made = await applied(file(NEW_REPORT, audience));
      expect(made.reports[0]?.fields).toContainEqual({ path: 'audiences[1].name', before: null, after: 'Sponsors' });
      expect((await applied(await exported())).applied).toBe(false);
      const gone = await applied(file('\n  - name: Door list\n    schedule: null\n    audiences: []\n'));
      expect(gone.reports[0]?.fields.map(({ path }) => path)).toEqual(
        expect.arrayContaining(['schedule', 'audiences', 'audiences[1].name']),
      );
      expect(await world.db.selectFrom('schedules').select('report_id').execute()).toEqual([]);
      expect(await world.db.selectFrom('audiences').select('id').execute()).toEqual([]);
    });

    it('finds a report by its id, so that it can get another name', async () => {
      const renamed = await applied(file(`\n  - name: All tickets\n    id: ${report}`));
      expect(renamed.reports[0]).toMatchObject({ kind: 'changed', fields: [{ path: 'name', after: 'All tickets' }] });
      await applied(file(`\n  - name: Tickets\n    id: ${report}`));
    });

    it('is written down once', async () => {
      await applied(file(NEW_REPORT));
      const { answer } = await world.json('ada', 'GET', '/v1/audit?action=code.applied&limit=1');
      expect(answer['entries']).toMatchObject([{ details: { created: 1, changed: 0, unchanged: 0 } }]);
    });

    it('of another team cannot be touched', async () => {
      const { answer } = await apply(file(`\n  - name: Mine now\n    id: ${report}`), {}, 'grace');
      expect(answer['message']).toContain('this team has no report with this id');
    });
  });

  describe('a file that is wrong is refused with its line', () => {
    it.each([
      [
        'a field there is not',
        '\n  - name: Tickets\n    colums: [ticket-id]',
        'Line 4: There is no field "reports[0].colums" here.',
      ],
      [
        'a number where text belongs',
        '\n  - name: Door list\n    dataset: tickets\n    sources:\n      - account: Main\n        scope: { eventId: 0042 }',
        'Line 7: The field "reports[0].sources[0].scope.eventId" is wrong: text is expected.',
      ],
      ['a missing name', '\n  - dataset: tickets', 'Line 3: The field "reports[0].name" is missing: text is expected.'],
      ['a broken line', '\n  - name: [Tickets', 'Line 3: '],
      [
        'a report twice',
        '\n  - name: Tickets\n  - name: Tickets',
        'Line 4: the report "Tickets" is there twice, first in line 3.',
      ],
      ['a field twice', '\n  - name: Tickets\n    name: Again', 'Line 4: Map keys must be unique.'],
      [
        'an unknown account',
        NEW_REPORT.replace('account: Main', 'account: Side'),
        'Line 5: the field "account" is wrong: there is no ticketing account "Side" in this team. There are: "Main (tixngo)".',
      ],
      [
        'a spreadsheet nobody linked',
        NEW_REPORT.replace(GOOGLE_ID, 'abcdefghijklmnop'),
        'Line 10: the field "spreadsheet" is wrong: this team has linked no spreadsheet with the id "abcdefghijklmnop".',
      ],
      [
        'a new report without its sources',
        '\n  - name: Nobody knows me\n    dataset: tickets',
        'Line 3: there is no report "Nobody knows me" yet, and to make it the field "sources" is missing.',
      ],
      [
        'a time zone there is not',
        NEW_REPORT.replace('Europe/Zurich', 'Europe/Zurick'),
        'Line 3, report "Door list": ',
      ],
    ])('%s', async (_what, reports, sentence) => {
      expect(await refusal(file(reports))).toEqual([422, expect.stringContaining(sentence)]);
    });

    it('aliases that multiply', async () => {
      const bomb = [
        'a: &a [x, x]',
        ...'bcdefghij'
          .split('')
          .map((name, at) => `${name}: &${name} [*${'abcdefghij'[at]}, *${'abcdefghij'[at]}, *${'abcdefghij'[at]}]`),
      ];
      const [status] = await refusal(`${bomb.join('\n')}\n`);
      expect(status).toBe(422);
    });
  });
});
