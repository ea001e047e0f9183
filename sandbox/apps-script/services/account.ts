import { z } from 'zod';
import { enumeration, enumHolder, HostObject, method } from '../host-object.ts';
import { hasScope, SCOPES, UNAUTHORIZED, type AuthMode, type Grant } from '../permissions.ts';
import { ScriptException } from '../script-exception.ts';

const NONE = z.tuple([]);

/** The modes as the script sees them in `ScriptApp.AuthMode` and in an event. */
export const authModes = enumeration<AuthMode>('AuthMode', ['NONE', 'CUSTOM_FUNCTION', 'LIMITED', 'FULL']);

/** `ScriptApp`: the identity token was signed before the execution began, because scripts are synchronous. */
export function createScriptApp(grant: Grant, identityToken: string | null): HostObject {
  const token = method({ args: NONE, needs: 'user' }, () => (hasScope(grant, SCOPES.openid) ? identityToken : null));
  const requireAll = method({ args: z.tuple([z.instanceof(HostObject)]) }, () => {
    if (grant.missing.length > 0) throw new ScriptException(UNAUTHORIZED);
    return null;
  });
  return new HostObject({
    name: 'ScriptApp',
    methods: { getIdentityToken: token, requireAllScopes: requireAll },
    constants: { AuthMode: enumHolder('AuthMode', authModes) },
  });
}

/** Who runs the script, their language such as `de`, and the zone of the script's manifest. */
export type Person = { email: string; locale: string; timeZone: string };

/** `Session` of the person who runs the script. The address stays empty where Google does not tell it. */
export function createSession(grant: Grant, { email, locale, timeZone }: Person): HostObject {
  const address = method({ args: NONE }, () => (grant.mode === 'FULL' ? email : ''));
  const user = new HostObject({ name: 'User', service: 'Session', methods: { getEmail: address } });
  const who = method({ args: NONE, scopes: SCOPES.email }, () => user);
  return new HostObject({
    name: 'Session',
    methods: {
      getActiveUser: who,
      getEffectiveUser: who,
      getActiveUserLocale: method({ args: NONE }, () => locale),
      getScriptTimeZone: method({ args: NONE }, () => timeZone),
    },
  });
}
