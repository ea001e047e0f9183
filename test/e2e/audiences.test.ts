import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Deleted, type Report } from '../../shared/api.ts';
import { Audience, AudienceList, NewShareLink, SharedList } from '../../shared/audiences.ts';
import { errorOf, openHouse, type House } from './house.ts';
import { dumpOf } from './traces.ts';

const COLUMNS = [
  'ticketId',
  'ownerFirstName',
  'ownerLastName',
  'ownerEmail',
  'barcode',
  'seatSection',
  'status',
  'checkedIn',
  'eventStart',
  'ownerAllowPromoEmail',
];
const SECRETS = ['Ticket ID', 'First name', 'Last name', 'E-mail', 'Barcode'];

describe('a list for other eyes', () => {
  let house: House;
  let office: { book: string; id: string };
  let door: { book: string; id: string };
  let report: Report;

  const linked = async () => {
    const book = house.book();
    return { book, id: await house.link(book) };
  };
  const columnOf = (book: string, tab: string, title: string) => {
    const [header = [], ...rows] = house.cells(book, tab);
    const at = header.indexOf(title);
    return rows.map((row) => String(row[at] ?? ''));
  };
  /** What only the office may see, as far as it is long enough not to turn up by chance. */
  const secrets = () =>
    SECRETS.flatMap((title) => columnOf(office.book, 'Tickets', title)).filter((value) => value.length > 4);
  const audiences = async () => (await house.call('GET', `/v1/reports/${report.id}/audiences`, AudienceList)).audiences;
  const share = async (input: object) =>
    await house.call('POST', `/v1/reports/${report.id}/audiences`, Audience, { name: 'Door', ...input });

  beforeAll(async () => {
    house = await openHouse();
    office = await linked();
    door = await linked();
    report = await house.report({ columns: COLUMNS, destination: { spreadsheet: office.id, tab: 'Tickets' } });
  }, 60_000);
  afterAll(async () => {
    await house.close();
  });

  describe('in another spreadsheet', () => {
    it('is written with the same refresh, masked, with columns the report does not show', async () => {
      const columns = [
        { id: 'seatSection', mask: 'none' },
        { id: 'ownerFirstName', mask: 'initials' },
        { id: 'barcode', mask: 'last-4' },
        { id: 'ownerBirthDate', mask: 'year' },
      ];
      await share({ columns, destination: { spreadsheet: door.id, tab: 'Door' } });
      const run = await house.refresh(report.id);
      expect(run).toMatchObject({ status: 'done' });
      expect(await audiences()).toMatchObject([{ rows: run.rows, problem: null }]);

      const [header = []] = house.cells(door.book, 'Door');
      const titles = ['Section', 'First name (initials)', 'Barcode (last 4)', 'Date of birth (year)'];
      expect(header.slice(0, 4)).toEqual(titles);
      const initials = columnOf(door.book, 'Door', 'First name (initials)');
      expect(initials).toHaveLength(run.rows);
      expect(initials.some((text) => /^\p{Lu}\.$/u.test(text))).toBe(true);
      expect(columnOf(door.book, 'Door', 'Date of birth (year)').some((text) => /^\d{4}$/.test(text))).toBe(true);
    });

    it('tells nothing of what is masked or left out: not in cells, keys, notes or metadata', () => {
      const all = JSON.stringify(house.cells(door.book, 'Door'));
      const found = secrets().filter((value) => all.includes(value));
      expect([secrets().length > 10, found]).toEqual([true, []]);
    });

    it('loses a guest who is erased, at once, although nothing in it names them', async () => {
      const emails = columnOf(office.book, 'Tickets', 'E-mail');
      const at = emails.findIndex((email) => email !== '' && emails.filter((one) => one === email).length === 1);
      const initials = columnOf(door.book, 'Door', 'First name (initials)');
      expect(initials[at]).not.toBe('');
      const { status } = await house.ask('POST', '/v1/people/erasures', { person: { email: emails[at] } });
      expect(status).toBe(202);
      const settled = async () => columnOf(door.book, 'Door', 'First name (initials)');
      await expect.poll(settled, { timeout: 15_000 }).toEqual(initials.with(at, ''));
      expect(columnOf(door.book, 'Door', 'Barcode (last 4)')[at]).toBe('');
      await house.refresh(report.id);
      expect(await settled()).toEqual(initials.with(at, ''));
    }, 30_000);

    it('is an exact copy: what changes at the ticketing system changes there, masks that change hold from the next refresh', async () => {
      const [audience] = await audiences();
      await house.call('PATCH', `/v1/audiences/${audience?.id}`, Audience, {
        columns: [{ id: 'seatSection', mask: 'none' }],
        consentColumn: 'ownerAllowPromoEmail',
      });
      await house.refresh(report.id);
      const agreed = columnOf(office.book, 'Tickets', 'Promo e-mail allowed').filter((value) => value === 'true');
      const [header = [], ...rows] = house.cells(door.book, 'Door');
      expect(header.filter(Boolean)).toEqual(['Section', 'Willcall key']);
      const key = header.indexOf('Willcall key');
      expect(rows.filter((row) => row[key])).toHaveLength(agreed.length);
      expect(rows.flatMap((row) => row.filter((cell, at) => at > 0 && at !== key && cell !== ''))).toEqual([]);
    });

    it('is told when it cannot be written, and the refresh of the report works all the same', async () => {
      const [audience] = await audiences();
      const own = { spreadsheet: (await linked()).id, tab: 'Mine' };
      await house.call('PATCH', `/v1/audiences/${audience?.id}`, Audience, { destination: own });
      const { db } = house.database;
      const { google_id: book } = await db
        .selectFrom('spreadsheets')
        .select('google_id')
        .where('id', '=', own.spreadsheet)
        .executeTakeFirstOrThrow();
      house.edit(book, [{ addSheet: { properties: { title: 'Mine', sheetId: 7 } } }]);
      const start = { sheetId: 7, rowIndex: 0, columnIndex: 0 };
      const rows = [{ values: [{ userEnteredValue: { stringValue: 'my own' } }] }];
      house.edit(book, [{ updateCells: { start, rows, fields: 'userEnteredValue' } }]);

      expect(await house.refresh(report.id)).toMatchObject({ status: 'done' });
      expect(await audiences()).toMatchObject([{ problem: { code: 'tab-occupied' } }]);
      expect(house.cells(book, 'Mine')).toEqual([['my own']]);
      await house.refresh(report.id);
      const told = await db.selectFrom('notices').select('facts').where('kind', '=', 'failed').execute();
      expect(told).toMatchObject([{ facts: { status: 'audience', audience: 'Door', code: 'tab-occupied' } }]);
      await house.call('DELETE', `/v1/audiences/${audience?.id}`, Deleted);
    });

    it('never stands beside personal columns that are not masked, whoever came first', async () => {
      const beside = {
        columns: [{ id: 'seatSection', mask: 'none' }],
        destination: { spreadsheet: office.id, tab: 'D' },
      };
      const own = await house.ask('POST', `/v1/reports/${report.id}/audiences`, { name: 'Door', ...beside });
      expect([own.status, errorOf(own).message]).toEqual([422, expect.stringContaining('hidden ones too')]);

      const third = await linked();
      const names = await house.report({ columns: ['ownerEmail'], destination: { spreadsheet: third.id, tab: 'A' } });
      const to = { spreadsheet: third.id, tab: 'Door' };
      const after = await house.ask('POST', `/v1/reports/${report.id}/audiences`, { name: 'D', destination: to });
      expect([after.status, errorOf(after).message]).toEqual([422, expect.stringContaining('E-mail in tab "A"')]);

      await house.call('DELETE', `/v1/reports/${names.id}`, Deleted);
      await share({ destination: to });
      const destination = { spreadsheet: third.id, tab: 'B' };
      for (const answer of [
        await house.ask('POST', '/v1/reports', { ...inputOf(report), columns: ['ownerEmail'], destination }),
        await house.ask('PATCH', `/v1/reports/${report.id}`, { destination }),
      ]) {
        expect([answer.status, errorOf(answer).message]).toEqual([422, expect.stringContaining('hidden ones too')]);
      }
      const plain = { ...inputOf(report), columns: ['seatSection'], destination };
      expect((await house.ask('POST', '/v1/reports', plain)).status).toBe(201);
    });
  });

  describe('behind a link', () => {
    let link: NewShareLink;

    const read = async (path = '/s/list', secret = link.address.split('#')[1]) => {
      const response = await fetch(house.url + path, { headers: { authorization: `Bearer ${secret}` } });
      return { status: response.status, text: await response.text(), headers: response.headers };
    };

    it('shows the tab masked, as of the last refresh, to whoever has the address', async () => {
      const audience = await share({
        columns: [
          { id: 'ownerFirstName', mask: 'initials' },
          { id: 'seatSection', mask: 'none' },
          { id: 'barcode', mask: 'last-4' },
          { id: 'eventStart', mask: 'none' },
        ],
      });
      link = await house.call('POST', `/v1/audiences/${audience.id}/links`, NewShareLink, { name: 'Main gate' });
      expect(link.address).toMatch(/\/s#[0-9a-f-]{36}\.[\w-]{43}$/);
      const { status, text, headers } = await read();
      expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
      const list = SharedList.parse(JSON.parse(text));
      expect(list.columns.map(({ title }) => title)).toEqual([
        'First name (initials)',
        'Section',
        'Barcode (last 4)',
        'Event start',
      ]);
      expect(list.rows).toHaveLength(columnOf(office.book, 'Tickets', 'Ticket ID').length);
      expect(list.rows?.flat().filter((value) => /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/.test(String(value)))).not.toEqual(
        [],
      );
      expect(Date.parse(list.asOf ?? '')).toBeLessThan(Date.parse(list.now));
    });

    it('lets nothing of what is masked out: not as JSON, not as CSV, not in what is searched', async () => {
      for (const path of ['/s/list', '/s/list.csv', '/s/list.json']) {
        const { status, text } = await read(path);
        expect([path, status, secrets().filter((value) => text.includes(value))]).toEqual([path, 200, []]);
      }
    });

    it('sends the rows again only when they are others', async () => {
      const { tag } = SharedList.parse(JSON.parse((await read()).text));
      expect(JSON.parse((await read(`/s/list?have=${tag}`)).text)).toMatchObject({ tag, rows: null });
    });

    it('keeps neither what opens it nor rows in the database, and writes down that it was opened, once an hour', async () => {
      const dump = await dumpOf(house.database.db, '^(audiences|share_links|audit_log|notices)$');
      const token = link.address.slice(-43);
      const forms = [token, Buffer.from(token, 'base64url').toString('hex'), ...secrets()];
      expect([dump.includes('Main gate'), forms.filter((form) => dump.includes(form))]).toEqual([true, []]);
      const { db } = house.database;
      const opened = await db.selectFrom('audit_log').selectAll().where('action', '=', 'link.opened').execute();
      expect(opened).toMatchObject([{ actor_kind: 'link', actor_name: 'Main gate' }]);
    });

    it('is not there for a wrong secret, nor for anybody once it is revoked', async () => {
      const wrong = await read('/s/list', `${link.link.id}.${'A'.repeat(43)}`);
      const never = await read('/s/list', `${crypto.randomUUID()}.${'A'.repeat(43)}`);
      const sentenceOf = ({ text }: { text: string }) => errorOf({ status: 404, body: JSON.parse(text) }).message;
      expect([wrong.status, never.status, sentenceOf(wrong)]).toEqual([404, 404, sentenceOf(never)]);
      await house.ask('DELETE', `/v1/links/${link.link.id}`);
      const closed = await read();
      expect([closed.status, sentenceOf(closed)]).toEqual([404, expect.stringContaining('was closed')]);
    });
  });
});

/** A report as it was saved. */
const inputOf = ({ name, sources, dataset, columns, writeMode }: Report) => ({
  name,
  sources,
  dataset,
  columns,
  writeMode,
});
