import { type GoogleOptions, type SandboxGoogle, startGoogle } from '../../../../sandbox/google/google.ts';

export type Answer = { readonly status: number; readonly body: unknown; readonly text: string };

export type Client = {
  readonly google: SandboxGoogle;
  /** Spreadsheet of the writer, fresh for each client. */
  readonly id: string;
  call(method: string, path: string, body?: unknown, token?: string): Promise<Answer>;
  batch(...requests: readonly object[]): Promise<Answer>;
  /** `values` of a range, formatted unless the query says otherwise. */
  values(range: string, query?: string): Promise<unknown>;
  write(range: string, values: unknown, option?: 'RAW' | 'USER_ENTERED'): Promise<Answer>;
};

function parsed(text: string): unknown {
  return text.startsWith('{') ? JSON.parse(text) : text;
}

/** The message of a refusal. */
export function messageOf(answer: Answer): unknown {
  const { body } = answer;
  if (typeof body !== 'object' || body === null || !('error' in body)) return undefined;
  const { error } = body;
  return typeof error === 'object' && error !== null && 'message' in error ? error.message : undefined;
}

/** A client of a spreadsheet; the writer's token unless another is given. */
export function clientOf(google: SandboxGoogle, id: string): Client {
  const call: Client['call'] = async (method, path, body, token = google.token) => {
    const url = `${google.origin}${path.startsWith('/') ? '' : `/v4/spreadsheets/${id}`}${path}`;
    const response = await fetch(url, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: parsed(text), text };
  };
  return {
    google,
    id,
    call,
    batch: (...requests) => call('POST', ':batchUpdate', { requests }),
    async values(range, query = '') {
      const { body } = await call('GET', `/v4/spreadsheets/${id}/values/${encodeURIComponent(range)}?${query}`);
      return typeof body === 'object' && body !== null && 'values' in body ? body.values : undefined;
    },
    write: (range, values, option = 'RAW') =>
      call('PUT', `/v4/spreadsheets/${id}/values/${encodeURIComponent(range)}?valueInputOption=${option}`, { values }),
  };
}

/** A local Google with one new spreadsheet, quota off unless asked for. */
export async function startClient(options: GoogleOptions = {}): Promise<Client> {
  const google = await startGoogle({ quota: false, ...options });
  return clientOf(google, google.files.create(google.writerKey.client_email, 'Guests').id);
}
