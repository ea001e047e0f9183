import { describe, expect, it } from 'vitest';
import { projectOf, readContent } from '../../../sandbox/script-api/content.ts';

const MANIFEST = { name: 'appsscript', type: 'JSON', source: '{"runtimeVersion":"V8","oauthScopes":["openid"]}' };
const CODE = { name: 'Code', type: 'SERVER_JS', source: 'function f() {}' };

describe('the content of a script project', () => {
  it('is code in the order it was sent, pages by name and a manifest', () => {
    const page = { name: 'Sidebar', type: 'HTML', source: '<p>' };
    const files = readContent({ files: [CODE, page, MANIFEST, { ...CODE, name: 'More', source: 'var a;' }] });
    expect(projectOf(files)).toEqual({
      code: 'function f() {}\nvar a;',
      files: { Sidebar: '<p>' },
      manifest: MANIFEST.source,
    });
  });

  it.each([
    ['no files', { files: [] }, 'files'],
    ['a file of another type', { files: [{ ...CODE, type: 'TS' }] }, 'files[0].type'],
    ['a file without content', { files: [{ name: 'Code', type: 'SERVER_JS' }] }, 'files[0].source'],
    [
      'two files of a name',
      { files: [MANIFEST, CODE, { ...CODE, type: 'HTML' }] },
      'already exists in the current project: Code',
    ],
    ['no manifest', { files: [CODE] }, 'manifest file named appsscript'],
    ['another JSON file', { files: [MANIFEST, { ...MANIFEST, name: 'data' }] }, 'data is another'],
    ['a manifest that is no JSON', { files: [{ ...MANIFEST, source: '{' }] }, '"appsscript.json" has errors'],
    [
      'a manifest with an unknown field',
      { files: [{ ...MANIFEST, source: MANIFEST.source.replace('{', '{"scopes":[],') }] },
      'scopes',
    ],
    ['code that does not parse', { files: [MANIFEST, { ...CODE, source: '\nfunction (' }] }, 'line: 2 file: Code'],
  ])('is refused with %s', (_, body, said) => {
    expect(() => readContent(body)).toThrow(said);
  });
});
