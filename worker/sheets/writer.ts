import { readFile } from 'node:fs/promises';
import { gaxios, JWT } from 'google-auth-library';
import { z } from 'zod';
import { ambient, impersonating } from './ambient-writer.ts';
import { SheetError } from './sheet-error.ts';
import { forgetting, SCOPE, type WriterAccount, type WriterClient } from './writer-account.ts';

const KeyFile = z.object({
  client_email: z.string(),
  private_key: z.string(),
  private_key_id: z.string().optional(),
  token_uri: z.url().default('https://oauth2.googleapis.com/token'),
});

/** The Google account that edits sheets. `email` is what people share their spreadsheet with. */
export type Writer = {
  readonly email: string;
  /**
   * A bearer token, kept until shortly before it expires; concurrent callers share one request. `refused`: a token Google did not
   * take any more, so a new one is fetched.
   *
   * @throws SheetError `writer` when the account is refused, `unavailable` when Google does not answer.
   */
  accessToken(refused?: string): Promise<string>;
};

export type WriterSettings = {
  /** Path of a service account's key file; without: the Google identity of this machine. */
  keyFile?: string | undefined;
  /** Address of a service account the machine's identity may act as, and where to ask for its tokens. */
  impersonate?: { email: string; origin: string } | undefined;
};

/**
 * Opens the writer: a service account's key file, or else the machine's own Google identity (Application Default Credentials: metadata
 * server, or the file of a workload identity federation), as itself or acting as another service account.
 *
 * @throws Error when there is none of them, or a file cannot be read: the operator must act.
 */
export async function createWriter(settings: WriterSettings): Promise<Writer> {
  const { email, client } = await accountOf(settings);
  return {
    email,
    async accessToken(refused) {
      const token = await fetchToken(client);
      if (token !== refused) return token;
      client.forget();
      return await fetchToken(client);
    },
  };
}

async function accountOf({ keyFile, impersonate }: WriterSettings): Promise<WriterAccount> {
  if (keyFile !== undefined && impersonate !== undefined)
    throw new Error('Set a key file or an account to act as, not both.');
  if (keyFile !== undefined) return await fromKeyFile(keyFile);
  return impersonate === undefined ? await ambient() : await impersonating(impersonate);
}

const Answered = z.object({ response: z.object({ status: z.number() }) });

/** Too slow, and too much asked: nothing against the account. */
const PASSING = new Set([408, 429]);

async function fetchToken(client: WriterClient): Promise<string> {
  try {
    const { token } = await client.getAccessToken();
    if (token) return token;
  } catch (error) {
    // not all of the library's errors are of its class; they carry the signed request, only the status is kept
    const status = Answered.safeParse(error).data?.response.status ?? 500;
    const isRefused = status >= 400 && status < 500 && !PASSING.has(status);
    const kind = isRefused ? 'writer' : 'unavailable';
    throw new SheetError(kind, `Google gave Willcall no access token (${status}).`);
  }
  throw new SheetError('writer', 'Google gave Willcall an empty access token.');
}

async function fromKeyFile(path: string): Promise<WriterAccount> {
  const parsed = KeyFile.safeParse(parseJson(await readFile(path, 'utf8')));
  if (!parsed.success)
    throw new Error(`The key file of the Google writer is not a service account's: ${z.prettifyError(parsed.error)}`);
  const { client_email: email, private_key: key, token_uri: tokenUri } = parsed.data;
  const jwt = new JWT({
    email,
    key,
    ...(parsed.data.private_key_id === undefined ? {} : { keyId: parsed.data.private_key_id }),
    scopes: [SCOPE],
    // the library asks one fixed address, whatever the key file says
    additionalClaims: { aud: tokenUri },
    transporter: askingAt(tokenUri),
  });
  return { email, client: forgetting(jwt) };
}

function askingAt(tokenUri: string): InstanceType<typeof gaxios.Gaxios> {
  const transporter = new gaxios.Gaxios({ timeout: 30_000 });
  transporter.interceptors.request.add({
    resolved: (options) => Promise.resolve({ ...options, url: new URL(tokenUri) }),
  });
  return transporter;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
