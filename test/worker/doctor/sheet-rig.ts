import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { startGoogle, type GoogleOptions } from '../../../sandbox/google/google.ts';
import { runDoctor } from '../../../worker/commands/doctor.ts';
import { Recorder, temporaryFolder } from '../commands/surroundings.ts';

const Facts = z.object({
  isInOrder: z.boolean(),
  facts: z.array(z.object({ id: z.string(), outcome: z.string(), seen: z.string(), switch: z.string().nullable() })),
});

const OWNER = 'owner@example.org';
const actor = { email: OWNER, scopes: ['https://www.googleapis.com/auth/spreadsheets'] };

/** A local Google with a spreadsheet of the organizer, and the doctor for it. */
export async function sheetRig(options: GoogleOptions = {}) {
  const google = await startGoogle({ quota: false, ...options });
  onTestFinished(() => google.close());
  const file = google.files.create(OWNER, 'Spring gala');
  const line = { id: 'writer', type: 'user', role: 'writer', emailAddress: google.writerKey.client_email } as const;
  google.files.setPermissions(file.id, [...file.permissions, line]);
  const keyFile = join(temporaryFolder(), 'writer.json');
  writeFileSync(keyFile, JSON.stringify(google.writerKey), { mode: 0o600 });
  const environment = {
    WILLCALL_DIR: temporaryFolder(),
    GOOGLE_AUDIENCES: '123456789012-abc.apps.googleusercontent.com',
    GOOGLE_SHEETS_ORIGIN: google.origin,
    GOOGLE_WRITER_KEY_FILE: keyFile,
  };
  const book = () => google.files.open(actor, file.id, 'read');
  const doctor = async (words: readonly string[] = [], signal = new AbortController().signal) => {
    const [stdout, stderr] = [new Recorder(), new Recorder()];
    const around = { environment, stdout, stderr, signal, everyMs: 0 };
    const code = await runDoctor(['--sheet', file.id, ...words], around);
    return { code, out: stdout.written, err: stderr.written };
  };
  const facts = async () => {
    const { code, out } = await doctor(['--json']);
    return { code, ...Facts.parse(JSON.parse(out)) };
  };
  return { google, id: file.id, actor, book, doctor, facts };
}
