import { ScriptException } from './script-exception.ts';

/** Under which authorization a script runs. @see https://developers.google.com/workspace/add-ons/concepts/editor-auth-lifecycle */
export type AuthMode = 'NONE' | 'LIMITED' | 'FULL';

/** What a service method touches; decides the auth modes in which it may be called. */
export type Needs = 'nothing' | 'document' | 'user';

/** What the running script may do: the manifest's scopes and the mode of this execution. */
export type Grant = { scopes: ReadonlySet<string>; mode: AuthMode };

const SCOPE = 'https://www.googleapis.com/auth/';

/** Scopes of which one is enough, by the service that wants them. */
export const SCOPES = {
  spreadsheet: [`${SCOPE}spreadsheets.currentonly`, `${SCOPE}spreadsheets`],
  ui: [`${SCOPE}script.container.ui`],
  email: [`${SCOPE}userinfo.email`],
  openid: ['openid'],
} as const;

const ALLOWED: Record<Needs, readonly AuthMode[]> = {
  nothing: ['NONE', 'LIMITED', 'FULL'],
  document: ['LIMITED', 'FULL'],
  user: ['FULL'],
};

/** Whether one of the scopes is in the manifest. */
export function hasScope(grant: Grant, anyOf: readonly string[]): boolean {
  return anyOf.length === 0 || anyOf.some((scope) => grant.scopes.has(scope));
}

/**
 * Refuses a call outside the manifest's scopes or the auth mode, in Google's words.
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
