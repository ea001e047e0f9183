import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

export const SCOPE = 'https://www.googleapis.com/auth/spreadsheets';
export const CLOUD = 'https://www.googleapis.com/auth/cloud-platform';
export const MACHINE = 'machine@demo-project.iam.gserviceaccount.com';
export const TARGET = 'writer@demo-project.iam.gserviceaccount.com';

/** What was asked of it. */
export type Asked = { path: string; authorization: string; flavor: string; body: string };

/** On loopback: the metadata server of a machine, the token exchange of a federation, and the tokens of service accounts. */
export async function startIdentities() {
  const asked: Asked[] = [];
  const state = { status: 200, count: 0, email: MACHINE };
  const server = createServer(
    (request, answer) =>
      void (async () => {
        const heard = await hear(request);
        asked.push(heard);
        const [status, body] =
          state.status === 200 ? answerTo(heard, (state.count += 1), state.email) : [state.status, REFUSED];
        const isText = typeof body === 'string';
        const headers = {
          'metadata-flavor': 'Google',
          'content-type': isText ? 'application/text' : 'application/json',
        };
        answer.writeHead(status, headers).end(isText ? body : JSON.stringify(body));
      })(),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const host = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  return {
    asked,
    state,
    host,
    origin: `http://${host}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const REFUSED = { error: 'invalid_grant', error_description: 'refused' };

async function hear(request: IncomingMessage): Promise<Asked> {
  const { authorization = '', 'metadata-flavor': flavor = '' } = request.headers;
  return { path: request.url ?? '', authorization, flavor: String(flavor), body: await text(request) };
}

function answerTo({ path }: Asked, count: number, email: string): [number, unknown] {
  if (path.startsWith('/computeMetadata/v1/instance/service-accounts/default/email')) return [200, email];
  if (path.startsWith('/computeMetadata/v1/instance/service-accounts/default/token'))
    return [200, { access_token: `machine-${count}`, expires_in: 3600, token_type: 'Bearer' }];
  if (path.startsWith('/computeMetadata/')) return [200, 'here'];
  if (path === '/sts')
    return [
      200,
      { access_token: `federated-${count}`, expires_in: 3600, token_type: 'Bearer', issued_token_type: 'x' },
    ];
  const expireTime = new Date(Date.now() + 3_600_000).toISOString();
  if (path.endsWith(':generateAccessToken')) return [200, { accessToken: `writer-${count}`, expireTime }];
  return [404, { error: 'unknown' }];
}
