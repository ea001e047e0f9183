import type { AuthClient } from 'google-auth-library';

/** The only thing the writer may do. */
export const SCOPE = 'https://www.googleapis.com/auth/spreadsheets';

/** Where the writer's tokens come from. `forget`: the next one is fetched anew. */
export type WriterClient = { getAccessToken(): Promise<{ token?: string | null }>; forget(): void };

/** A Google account with the address people share their spreadsheets with. */
export type WriterAccount = { readonly email: string; readonly client: WriterClient };

export function forgetting(client: AuthClient): WriterClient {
  return {
    getAccessToken: () => client.getAccessToken(),
    // what the library takes for a token that ran out
    forget: () => client.setCredentials({ ...client.credentials, access_token: null, expiry_date: 1 }),
  };
}
