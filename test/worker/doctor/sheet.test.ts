import { describe, expect, it } from 'vitest';
import { FACTS } from '../../../worker/doctor/facts/index.ts';
import { runDoctor } from '../../../worker/commands/doctor.ts';
import { Interruption } from '../../../worker/commands/interruption.ts';
import { SheetsFacts } from '../../../worker/sheets/facts.ts';
import { Recorder } from '../commands/surroundings.ts';
import { sheetRig } from './sheet-rig.ts';

/** Only others could try these. */
const NOT_TRIED = ['fileCopiesTakeMarks', 'protectionIsTold'];

describe('willcall doctor --sheet', () => {
  it('finds everything as the sandbox documents it, and leaves the spreadsheet as it was', async () => {
    const { facts, book, actor } = await sheetRig();
    const before = JSON.stringify(book().get(actor, { includeGridData: true }));
    const { code, facts: found } = await facts();
    expect(found.filter(({ outcome }) => outcome === 'false')).toEqual([]);
    expect(found.filter(({ outcome }) => outcome === 'not tried').map(({ id }) => id)).toEqual(NOT_TRIED);
    expect(found.map(({ id }) => id)).toEqual(FACTS.map(({ id }) => id));
    expect(code).toBe(0);
    expect(JSON.stringify(book().get(actor, { includeGridData: true }))).toBe(before);
  });

  it('notices where Google is otherwise, and names the switches to set', async () => {
    const { doctor } = await sheetRig({
      habits: {
        pasteParsesTexts: true,
        pasteSkipsFilteredRows: true,
        pasteKeepsReferences: true,
        warningsStopPrograms: true,
        insertedLinesArePlain: true,
        answersNoCells: true,
      },
    });
    const { code, out } = await doctor();
    expect(code).toBe(1);
    expect(out).toMatch(/FALSE {2}Pasting values from a hidden tab.*\n +\[42,3,/);
    expect(out).toMatch(/\d\d true, 6 false, 2 not tried\./);
    const setting = /GOOGLE_SHEETS_FACTS='(.*)'/.exec(out)?.[1] ?? '';
    expect(JSON.parse(setting)).toEqual(Object.fromEntries(SheetsFacts.keyof().options.map((name) => [name, false])));
    expect(out).not.toContain('tell us');
  });

  it('removes its tabs and names when it is stopped, or Google fails', async () => {
    const { doctor, google, book, actor } = await sheetRig();
    const before = JSON.stringify(book().get(actor));
    const stop = new AbortController();
    const stopping = google.files.onChange(undefined, () => {
      if (book().get(actor).namedRanges) stop.abort(new Interruption('SIGINT'));
    });
    expect(await doctor([], stop.signal)).toMatchObject({ code: 130 });
    stopping();
    expect(JSON.stringify(book().get(actor))).toBe(before);
    google.faults.add({ status: 503, method: 'POST', skip: 6, times: 3 });
    const { code, out } = await doctor();
    expect(code).toBe(0);
    expect(out).toMatch(/not tried/);
    expect(JSON.stringify(book().get(actor))).toBe(before);
  });

  it('says which tabs are left when they could not be removed', async () => {
    const { doctor, google } = await sheetRig();
    google.faults.add({ status: 503, method: 'POST', skip: 6, times: 10_000 });
    const { code, err } = await doctor();
    expect(code).toBe(1);
    expect(err).toContain('Tabs whose titles hold "Willcall doctor" may be left');
  });

  it('says how to share a spreadsheet it may not edit, and what an id is', async () => {
    const { google, id, doctor } = await sheetRig();
    const file = google.files.get(id);
    google.files.setPermissions(id, file?.permissions.filter(({ role }) => role === 'owner') ?? []);
    const refused = await doctor();
    expect(refused.code).toBe(1);
    expect(refused.err).toContain(`Share the spreadsheet with ${google.writerKey.client_email} as an editor`);
    const [stdout, stderr] = [new Recorder(), new Recorder()];
    const { signal } = new AbortController();
    expect(await runDoctor(['--sheet', 'my sheet'], { environment: {}, stdout, stderr, signal })).toBe(2);
    expect(stderr.written).toContain('between /d/ and /edit');
  });
});
