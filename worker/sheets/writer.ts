import { readFile } from 'node:fs/promises';
import { gaxios, GoogleAuth, JWT, type AuthClient } from 'google-auth-library';
import { z } from 'zod';
import { SheetError } from './sheet-error.ts';

/** The only thing the writer may do. */
const SCOPE = 'https://www.googleapis.com/auth/spreadsheets';

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

type Client = { getAccessToken(): Promise<{ token?: string | null }>; forget(): void };

/**
 * Opens the writer: a service account's key file, or else the machine's own Google identity (Application Default Credentials:
 * metadata server, workload identity, impersonation).
 *
 * @throws Error when there is neither, or the key file cannot be read: the operator must act.
 */
export async function createWriter({ keyFile }: { keyFile?: string | undefined }): Promise<Writer> {
  const { email, client } = keyFile === undefined ? await ambient() : await fromKeyFile(keyFile);
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

async function fetchToken(client: Client): Promise<string> {
  try {
    const { token } = await client.getAccessToken();
    if (token) return token;
  } catch (error) {
    const status = error instanceof gaxios.GaxiosError ? (error.response?.status ?? 500) : 500;
    const kind = status >= 400 && status < 500 ? 'writer' : 'unavailable';
    // the library's error carries the signed request; only its status is kept
    throw new SheetError(kind, `Google gave Willcall no access token (${status}).`);
  }
  throw new SheetError('writer', 'Google gave Willcall an empty access token.');
}

async function fromKeyFile(path: string): Promise<{ email: string; client: Client }> {
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

function forgetting(client: AuthClient): Client {
  return {
    getAccessToken: () => client.getAccessToken(),
    // what the library takes for a token that ran out
    forget: () => void (client.credentials = { ...client.credentials, access_token: null, expiry_date: 1 }),
  };
}

async function ambient(): Promise<{ email: string; client: Client }> {
  const auth = new GoogleAuth({ scopes: [SCOPE] });
  const client = await auth.getClient();
  const { client_email: email } = await auth.getCredentials();
  if (!email) throw new Error('The Google identity of this machine has no e-mail address to share spreadsheets with.');
  return { email, client: forgetting(client) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
