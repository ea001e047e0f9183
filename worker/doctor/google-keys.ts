import { z } from 'zod';
import { fault, ok, skipped, warning, type Finding } from './finding.ts';
import { jsonOf, type Fetch } from './fetch.ts';
import { reasonOf } from './reason.ts';

const Keys = z.object({ keys: z.array(z.object({ kty: z.string(), alg: z.string().optional() })) });

type Asked = { readonly keysUrl: string | null; readonly fetch: Fetch; readonly signal: AbortSignal };

/** Whether the keys that Google signs people's ID tokens with can be read. */
export async function checkGoogleKeys({ keysUrl, fetch, signal }: Asked): Promise<Finding> {
  if (keysUrl === null) return skipped('rehearsal, and none is running');
  const fix =
    'Let this machine reach it (port 443). Nobody can sign in without. Set GOOGLE_KEYS_URL only for a mirror.';
  try {
    const answer = await fetch(keysUrl, { signal, redirect: 'manual' });
    const parsed = Keys.safeParse(jsonOf(await answer.text()));
    if (answer.status !== 200 || !parsed.success)
      return fault(`${keysUrl} answers no keys (status ${answer.status}).`, fix);
    const usable = parsed.data.keys.filter(({ kty, alg = 'RS256' }) => kty === 'RSA' && alg === 'RS256').length;
    if (usable === 0) return fault(`${keysUrl} holds no RS256 key.`, 'Take GOOGLE_KEYS_URL out of the settings.');
    return ok(`${usable} RS256 ${usable === 1 ? 'key' : 'keys'} at ${keysUrl}`);
  } catch (error) {
    signal.throwIfAborted();
    return fault(`${keysUrl}: ${reasonOf(error)}.`, fix);
  }
}

const CLIENT_ID = /^\d+-[a-z0-9]+\.apps\.googleusercontent\.com$/;

/** Whether the setting for whom ID tokens are accepted looks like Google's client ids. */
export function checkAudiences(audiences: readonly string[] | undefined): Finding {
  if (audiences === undefined)
    return skipped('rehearsal: GOOGLE_AUDIENCES is not set, so Google and ticketing systems are simulated');
  const odd = audiences.filter((one) => !CLIENT_ID.test(one));
  const [first] = odd;
  if (audiences.length === 0)
    return fault(
      'GOOGLE_AUDIENCES holds no client id.',
      'Set it to the OAuth client id of the add-on; see docs/deploy.md.',
    );
  if (first !== undefined)
    return warning(
      `GOOGLE_AUDIENCES: "${first}" does not look like an OAuth client id.`,
      'They look like 123456789012-abc123.apps.googleusercontent.com. It is the aud of the add-on’s ID tokens; see docs/deploy.md.',
    );
  return ok(`${audiences.length} client ${audiences.length === 1 ? 'id' : 'ids'}`);
}
