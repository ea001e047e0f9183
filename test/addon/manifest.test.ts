import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readManifest } from '../../sandbox/apps-script/manifest.ts';

const manifest = readManifest(readFileSync('addon/appsscript.json', 'utf8'));

describe('the manifest', () => {
  it('asks for the narrowest access there is: this spreadsheet, a sidebar, and who you are', () => {
    expect(manifest.runtimeVersion).toBe('V8');
    expect(manifest.oauthScopes).toEqual([
      'https://www.googleapis.com/auth/spreadsheets.currentonly',
      'https://www.googleapis.com/auth/script.container.ui',
      'openid',
      'https://www.googleapis.com/auth/userinfo.email',
    ]);
  });

  it('has each permission explained in the documentation', () => {
    const lines = readFileSync('docs/addon.md', 'utf8').split('\n');
    const explained = lines.flatMap(
      (line) => /^\| `(openid|https:[^`]*)`\s*\| \w+.*\| “.+” *\|$/.exec(line)?.[1] ?? [],
    );
    expect(explained).toEqual(manifest.oauthScopes);
  });
});
