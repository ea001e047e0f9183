import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withHelp } from '../../addon/push/clasp.ts';
import { readTarget } from '../../addon/push/target.ts';
import type { ScriptProject } from '../../sandbox/apps-script/script.ts';
import { projectOf } from '../../sandbox/script-api/content.ts';
import { redirectModule } from '../../sandbox/script-api/redirect.ts';
import { startScriptApi, type ScriptApi } from '../../sandbox/script-api/script-api.ts';
import { builtProject, OWNER, startIn, startStage } from './built-script.ts';

const DEV = 'dev-script-0123456789abcdef';
const PROD = 'prod-script-0123456789abcdef';
const ROOT = resolve('.');
const CLASP = join(ROOT, 'node_modules/@google/clasp/build/src/index.js');

const SWITCHED_OFF =
  'User has not enabled the Apps Script API. Enable it by visiting https://script.google.com/home/usersettings then retry.';

/** clasp takes seconds to start, many on a machine that is busy. In milliseconds. */
const PATIENCE = 120_000;

let built: ScriptProject;
beforeAll(async () => {
  built = await builtProject();
});

/** A checkout of its own with the built add-on and both targets, whose clasp talks to the stand-in. */
let folder = '';
let api: ScriptApi;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'push-'));
  mkdirSync(join(folder, 'dist/addon'), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  write('dist/addon/Code.js', built.code);
  write('dist/addon/Sidebar.html', built.files['Sidebar'] ?? '');
  write('dist/addon/appsscript.json', built.manifest);
  write('.clasp.json', JSON.stringify({ scriptId: DEV, rootDir: 'dist/addon' }));
  write('.clasp.prod.json', JSON.stringify({ scriptId: PROD, rootDir: 'dist/addon' }));
  api = await startScriptApi({ scriptIds: [DEV, PROD], refreshToken: 'renewed' });
  logIn('renewed');
});
afterEach(async () => {
  await api.close();
  rmSync(folder, { recursive: true });
});

const write = (path: string, text: string): void => writeFileSync(join(folder, path), text);

/** What `clasp login` leaves behind; the access token has ended. */
function logIn(refresh_token: string): void {
  const client = { type: 'authorized_user', client_id: 'clasp', client_secret: 'not-a-secret' };
  const spent = { access_token: 'spent', expiry_date: 1 };
  write('auth.json', JSON.stringify({ tokens: { default: { ...client, ...spent, refresh_token } } }));
}

type Ended = { code: number; said: string };

function node(args: readonly string[]): Promise<Ended> {
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    NODE_OPTIONS: `--import=${redirectModule(api.origin)}`,
    clasp_config_auth: join(folder, 'auth.json'),
  };
  return new Promise((settle) => {
    execFile(process.execPath, [...args], { cwd: folder, env, timeout: PATIENCE - 5_000 }, (error, stdout, stderr) =>
      settle({ code: error ? Number(error.code) : 0, said: `${stdout}${stderr}` }),
    );
  });
}

const push = (...args: string[]): Promise<Ended> =>
  node([join(ROOT, 'node_modules/tsx/dist/cli.mjs'), join(ROOT, 'addon/push/main.ts'), ...args]);

describe('the files clasp knows', () => {
  it('are the script, the page and the manifest, without anybody logged in', async () => {
    rmSync(join(folder, 'auth.json'));
    const { said } = await node([CLASP, 'show-file-status', '--json']);
    expect(JSON.parse(said)).toMatchObject({
      filesToPush: ['dist/addon/appsscript.json', 'dist/addon/Code.js', 'dist/addon/Sidebar.html'],
      untrackedFiles: [],
    });
    expect(api.heard).toEqual([]);
  });
});

describe('npm run addon:push', () => {
  it(
    'puts the build where it belongs, asks nothing, and keeps what it replaced; the pushed files run as the add-on',
    async () => {
      const { code, said } = await push('prod');
      expect({ code, said }).toMatchObject({
        code: 0,
        said: expect.stringContaining(`Pushed to prod (script ${PROD}):`),
      });
      expect(said).toMatch(/Code\.js: [\d,]+ characters instead of \d+\n {2}Sidebar\.html: new\n/);
      expect(said).toContain('What was there before is in dist/addon-before-prod.');
      expect(readFileSync(join(folder, 'dist/addon-before-prod/Code.js'), 'utf8')).toContain('function myFunction()');
      expect(api.heard.filter((line) => line.startsWith('PUT'))).toEqual([`PUT /v1/projects/${PROD}/content`]);
      expect(api.filesOf(DEV)).toHaveLength(2);

      const pushed = api.filesOf(PROD);
      const kinds = pushed.map(({ name, type }) => `${name} ${type}`);
      expect(kinds).toEqual(['appsscript JSON', 'Code SERVER_JS', 'Sidebar HTML']);
      const stage = await startStage(projectOf(pushed));
      const script = stage.as(OWNER);
      expect((await script.trigger('onOpen', 'NONE')).menu).toHaveLength(4);
      const { sidebar } = await script.choose('refreshTab');
      expect(startIn(sidebar?.html)).toMatchObject({ intent: 'refresh-tab', context: { tab: 'Guests' } });
      expect((await script.call('context', [])).value).toMatchObject({ spreadsheetId: stage.spreadsheetId });
      await stage.close();
    },
    PATIENCE,
  );

  it(
    'goes to dev unless told otherwise, and says what to do when Google knows no such script',
    async () => {
      write('.clasp.json', JSON.stringify({ scriptId: 'another-script-0123456789', rootDir: 'dist/addon' }));
      const { code, said } = await push();
      expect(code).toBe(1);
      expect(said).toMatch(/Requested entity was not found\.\nCompare the script id/);
      expect(api.heard.at(-1)).toBe('GET /v1/projects/another-script-0123456789/content');
    },
    PATIENCE,
  );

  it(
    'goes nowhere else than to the target that is named',
    async () => {
      const { code, said } = await push('prod', '--project', '.clasp.json');
      expect({ code, said }).toMatchObject({ code: 1, said: expect.stringContaining('--project is not for here') });
      expect(api.heard).toEqual([]);
    },
    PATIENCE,
  );

  it(
    'says which file wants a script id and where it is found',
    async () => {
      write('.clasp.prod.json', readFileSync(join(ROOT, '.clasp.prod.json'), 'utf8'));
      const { code, said } = await push('prod');
      expect(code).toBe(1);
      expect(said).toMatch(/^\.clasp\.prod\.json has no script id yet\. .*Project Settings.*Script ID/);
      expect(api.heard).toEqual([]);
    },
    PATIENCE,
  );

  it('knows two targets', () => {
    expect(() => readTarget('staging')).toThrow('There is no target “staging”. Targets are dev and prod.');
  });

  it.each([
    ['No credentials found.', 'npx clasp login'],
    ['invalid_grant', 'npx clasp login'],
    [SWITCHED_OFF, 'Switch it on at https://script.google.com/home/usersettings, then push again.'],
    ['The caller does not have permission', 'check that your account may edit the script'],
  ])('says what to do when clasp says “%s”', (said, help) => {
    expect(withHelp(said)).toContain(`${said}\n`);
    expect(withHelp(said)).toContain(help);
  });
});

describe('a push that Google refuses', () => {
  it(
    'tells where code does not parse, and leaves the script as it was',
    async () => {
      write('dist/addon/Code.js', 'function onOpen() {}\nclass Seat { static row = 1; }\n');
      const { code, said } = await node([CLASP, 'push', '--force']);
      expect(code).toBe(1);
      expect(said).toContain('static class fields line: 2 file: Code');
      expect(api.filesOf(DEV)).toHaveLength(2);
    },
    PATIENCE,
  );

  it(
    'is one by somebody who is not logged in any more',
    async () => {
      logIn('revoked');
      expect(await node([CLASP, 'push', '--force'])).toMatchObject({
        code: 1,
        said: expect.stringContaining('invalid_grant'),
      });
      expect(api.heard).toEqual(['POST /token']);
    },
    PATIENCE,
  );
});
