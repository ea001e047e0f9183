import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

describe('the manifest', () => {
  it('asks for the narrowest access there is: this spreadsheet, a sidebar, and who you are', () => {
    const manifest: unknown = JSON.parse(readFileSync('addon/appsscript.json', 'utf8'));
    expect(manifest).toMatchObject({
      runtimeVersion: 'V8',
      oauthScopes: [
        'https://www.googleapis.com/auth/spreadsheets.currentonly',
        'https://www.googleapis.com/auth/script.container.ui',
        'openid',
        'https://www.googleapis.com/auth/userinfo.email',
      ],
    });
  });
});
