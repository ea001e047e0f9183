import { z } from 'zod';
import type { Writer } from '../sheets/writer.ts';
import { fault, ok, skipped, type Finding } from './finding.ts';
import { jsonOf, type Fetch } from './fetch.ts';
import { reasonOf } from './reason.ts';

/** No spreadsheet has it: Google's ids are longer. */
const NOWHERE = 'willcall-doctor-no-such-file';

const ErrorBody = z.object({
  error: z.object({
    message: z.string().default(''),
    details: z.array(z.looseObject({ reason: z.string().optional() })).default([]),
  }),
});

type Asked = {
  /** Opens the writer as the worker does; null: rehearsal, and none is running. */
  readonly open: (() => Promise<Writer>) | null;
  readonly origin: string;
  readonly fetch: Fetch;
  readonly signal: AbortSignal;
};

/** Whether the Google account that edits sheets gets a token, and may use the Sheets API with it. */
export async function checkWriter({ open, origin, fetch, signal }: Asked): Promise<Finding> {
  if (open === null) return skipped('rehearsal, and none is running');
  const writer = await open().catch((error: unknown) => reasonOf(error));
  if (typeof writer === 'string')
    return fault(writer, 'Give GOOGLE_WRITER_KEY_FILE, or an identity of this machine; see docs/deploy.md.');
  const token = await writer.accessToken().then(
    (text) => ({ text }),
    (error: unknown) => reasonOf(error),
  );
  if (typeof token === 'string')
    return fault(
      `${writer.email}: ${token}`,
      'Look whether the account or its key was deleted or disabled, whether the clock is right, and whether oauth2.googleapis.com can be reached.',
    );
  return await tryApi(writer.email, token.text, { origin, fetch, signal });
}

async function tryApi(email: string, token: string, { origin, fetch, signal }: Omit<Asked, 'open'>): Promise<Finding> {
  const url = `${origin.replace(/\/+$/, '')}/v4/spreadsheets/${NOWHERE}?fields=spreadsheetId`;
  try {
    const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` }, signal, redirect: 'manual' });
    return judge(email, answer.status, jsonOf(await answer.text()));
  } catch (error) {
    signal.throwIfAborted();
    return fault(
      `${email} has a token, but ${origin} cannot be reached: ${reasonOf(error)}.`,
      'Let this machine reach it (port 443).',
    );
  }
}

const FIXES: Readonly<Record<string, readonly [found: string, fix: string]>> = {
  SERVICE_DISABLED: [
    'the Google Sheets API is off in its Cloud project',
    'Turn it on: Google Cloud console > APIs & Services > Library > Google Sheets API > Enable.',
  ],
  ACCESS_TOKEN_SCOPE_INSUFFICIENT: [
    'its token may not edit spreadsheets',
    'Give the identity of this machine the scope https://www.googleapis.com/auth/spreadsheets (a Compute Engine machine: its access scopes), or use a key file or impersonation.',
  ],
};

function judge(email: string, status: number, body: unknown): Finding {
  // what is asked for does not exist: to be told so means that everything before that was in order
  if (status === 404) return ok(`${email} has a token and may use the Sheets API`);
  const error = ErrorBody.safeParse(body).data?.error;
  const reasons = (error?.details ?? []).flatMap(({ reason }) => reason ?? []);
  const known = reasons.map((reason) => FIXES[reason]).find((one) => one !== undefined);
  if (known) return fault(`${email}: ${known[0]}.`, known[1]);
  if (status === 401)
    return fault(`${email}: Google does not take its token.`, 'Look at the clock, and at GOOGLE_SHEETS_ORIGIN.');
  if (status === 429) return ok(`${email} has a token; Google asks to wait before the next call`);
  return fault(
    `${email}: the Sheets API answers ${status} ${reasons.join(', ')}`.trim(),
    'Look at GOOGLE_SHEETS_ORIGIN, and try again in a minute.',
  );
}
