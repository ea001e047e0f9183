import { ScriptException } from './script-exception.ts';

/** Under which authorization a script runs. @see https://developers.google.com/workspace/add-ons/concepts/editor-auth-lifecycle */
export type AuthMode = 'NONE' | 'LIMITED' | 'CUSTOM_FUNCTION' | 'FULL';

/**
 * What a service method touches; decides the auth modes in which it may be called. `document` only reads it, `edit` changes it,
 * `menu` adds to the menu, `screen` shows a sidebar or a dialog, `user` tells about a person or acts for them.
 */
export type Needs = 'nothing' | 'menu' | 'document' | 'edit' | 'properties' | 'screen' | 'user';

/**
 * What the running script may do: the mode of this execution and the scopes it has. The triggers that run before anybody agreed
 * have those of the manifest, every other execution those the person has granted. `missing` are in the manifest and not granted.
 */
export type Grant = { scopes: ReadonlySet<string>; missing: readonly string[]; mode: AuthMode };

const SCOPE = 'https://www.googleapis.com/auth/';

/** Scopes of which one is enough, by the service that wants them. */
export const SCOPES = {
  spreadsheet: [`${SCOPE}spreadsheets.currentonly`, `${SCOPE}spreadsheets`],
  ui: [`${SCOPE}script.container.ui`],
  email: [`${SCOPE}userinfo.email`],
  openid: ['openid'],
} as const;

const ALLOWED: Record<Needs, readonly AuthMode[]> = {
  nothing: ['NONE', 'LIMITED', 'CUSTOM_FUNCTION', 'FULL'],
  menu: ['NONE', 'LIMITED', 'FULL'],
  document: ['LIMITED', 'CUSTOM_FUNCTION', 'FULL'],
  edit: ['LIMITED', 'FULL'],
  properties: ['LIMITED', 'CUSTOM_FUNCTION', 'FULL'],
  screen: ['FULL'],
  user: ['FULL'],
};

/** What Google answers before anything runs, or when a script asks for a permission the person has not granted. */
export const UNAUTHORIZED = 'Authorization is required to perform that action.';

/** @param wanted the manifest's scopes. @param granted what the person agreed to; absent: all of them. */
export function grantOf(mode: AuthMode, wanted: readonly string[], granted: readonly string[] = wanted): Grant {
  const missing = wanted.filter((scope) => !granted.includes(scope));
  const isAsked = mode === 'FULL';
  return { mode, missing, scopes: new Set(isAsked ? wanted.filter((scope) => granted.includes(scope)) : wanted) };
}

/** Whether the script has one of the scopes. */
export function hasScope(grant: Grant, anyOf: readonly string[]): boolean {
  return anyOf.length === 0 || anyOf.some((scope) => grant.scopes.has(scope));
}

/**
 * Refuses a call outside the scopes or the auth mode, in Google's words.
 * @throws ScriptException `You do not have permission to call <name>. …`
 */
export function requirePermission(grant: Grant, name: string, needs: Needs, anyOf: readonly string[]): void {
  const isAllowed = ALLOWED[needs].includes(grant.mode);
  if (isAllowed && hasScope(grant, anyOf)) return;
  throw new ScriptException(`You do not have permission to call ${name}.${required(anyOf)}`);
}

function required(anyOf: readonly string[]): string {
  if (anyOf.length === 0) return '';
  return ` Required permissions: ${anyOf.length === 1 ? anyOf.join('') : `(${anyOf.join(' || ')})`}`;
}
