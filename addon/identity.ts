/**
 * Google's signed statement of who is using the sidebar, for the worker's `Authorization` header.
 *
 * @throws Error with a sentence for the organizer when Google gives none (the `openid` permission was not granted).
 */
export function identityToken(): string {
  const token = ScriptApp.getIdentityToken();
  if (!token)
    throw new Error('Google did not say who you are. Close the sidebar, open it again and allow all it asks for.');
  return token;
}
