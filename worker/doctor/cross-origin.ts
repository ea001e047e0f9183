import { fault, ok, skipped, warning, type Finding } from './finding.ts';
import type { Fetch } from './fetch.ts';
import { reasonOf } from './reason.ts';

type Asked = {
  readonly url: string | null;
  /** The setting ALLOWED_ORIGINS. */
  readonly allowed: string;
  /** An origin the sidebar has here: Google's frames for scripts, or the rehearsal's page. */
  readonly origin: string;
  readonly fetch: Fetch;
  readonly signal: AbortSignal;
};

/** As Google makes them: one for each script and account. */
export const SCRIPT_ORIGIN = 'https://n-doctor0000000000000000000000000-0lu-script.googleusercontent.com';
const STRANGER = 'https://script.googleusercontent.com.example.org';

const METHODS = ['PUT', 'PATCH', 'DELETE'];
const SENT = ['authorization', 'content-type', 'if-match', 'last-event-id'];
const SHOWN = ['etag', 'retry-after'];

const PROXY = 'Let the proxy pass OPTIONS requests and Access-Control headers through unchanged, and add none itself.';

/** Whether browsers let the sidebar ask, and nobody else's page. */
export async function checkCrossOrigin({ url, allowed, origin, fetch, signal }: Asked): Promise<Finding> {
  if (url === null) return skipped('there is no worker to ask');
  if (!new RegExp(allowed).test(origin))
    return warning(
      `ALLOWED_ORIGINS does not match ${origin}, the kind of origin sidebars have.`,
      'Take the setting out, unless you know that Google serves yours elsewhere.',
    );
  try {
    const asked = await preflight(url, origin, { fetch, signal });
    const strange = await preflight(url, STRANGER, { fetch, signal });
    const shown = await fetch(`${url}/healthz`, { headers: { origin }, signal, redirect: 'manual' });
    await shown.text();
    const troubles = [...troublesOf(asked, origin), ...strangerTroubles(strange), ...shownTroubles(shown, origin)];
    if (troubles.length > 0) return fault(`${troubles.join('; ')}.`, PROXY);
    return ok('sidebars may ask, other pages may not');
  } catch (error) {
    signal.throwIfAborted();
    return fault(`A preflight was not answered: ${reasonOf(error)}.`, PROXY);
  }
}

type Answer = Awaited<ReturnType<Fetch>>;

async function preflight(url: string, origin: string, { fetch, signal }: Pick<Asked, 'fetch' | 'signal'>) {
  const headers = {
    origin,
    'access-control-request-method': 'PUT',
    'access-control-request-headers': SENT.join(','),
  };
  const answer = await fetch(`${url}/v1/reports`, { method: 'OPTIONS', headers, signal, redirect: 'manual' });
  await answer.text();
  return answer;
}

const listOf = (answer: Answer, header: string) =>
  (answer.headers.get(`access-control-${header}`) ?? '').split(',').map((one) => one.trim());

function lacking(answer: Answer, header: string, wanted: readonly string[]): string[] {
  const there = new Set(listOf(answer, header).map((one) => one.toLowerCase()));
  return wanted.filter((one) => !there.has(one.toLowerCase()));
}

function troublesOf(answer: Answer, origin: string): string[] {
  const origins = listOf(answer, 'allow-origin');
  if (answer.status >= 300 || origins[0] === '')
    return [`a preflight of the sidebar is answered with ${answer.status} and no permission`];
  const methods = lacking(answer, 'allow-methods', METHODS);
  const headers = lacking(answer, 'allow-headers', SENT);
  return [
    ...(origins.length > 1 ? ['the permission is there twice (a proxy adds its own)'] : []),
    ...(origins[0] !== origin && origins.length === 1 ? [`the permission is for "${origins[0]}"`] : []),
    ...(methods.length > 0 ? [`methods that are not allowed: ${methods.join(', ')}`] : []),
    ...(headers.length > 0 ? [`headers that are not allowed: ${headers.join(', ')}`] : []),
  ];
}

function strangerTroubles(answer: Answer): string[] {
  const [origin = ''] = listOf(answer, 'allow-origin');
  return origin === '' ? [] : [`a page of a stranger is let in ("${origin}")`];
}

function shownTroubles(answer: Answer, origin: string): string[] {
  const hidden = lacking(answer, 'expose-headers', SHOWN);
  const isFor = listOf(answer, 'allow-origin')[0] === origin;
  return [
    ...(isFor ? [] : ['answers carry no permission for the sidebar']),
    ...(hidden.length > 0 ? [`headers the sidebar cannot read: ${hidden.join(', ')}`] : []),
  ];
}
