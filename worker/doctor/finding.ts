/** `skipped`: it could not be looked at, or does not matter here; `found` says why. */
export type State = 'ok' | 'warning' | 'fault' | 'skipped';

/** What one look found, and what to do about it. Never holds a secret. */
export type Finding = { readonly state: State; readonly found: string; readonly fix?: string };

export const ok = (found: string): Finding => ({ state: 'ok', found });
export const warning = (found: string, fix: string): Finding => ({ state: 'warning', found, fix });
export const fault = (found: string, fix: string): Finding => ({ state: 'fault', found, fix });
export const skipped = (found: string): Finding => ({ state: 'skipped', found });
