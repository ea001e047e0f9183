import { spawnSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { fakeMachine } from './fake-manager.ts';

const REAL = {
  GOOGLE_AUDIENCES: '1234.apps.googleusercontent.com',
  PUBLIC_URL: 'https://willcall.example.org',
  SMTP_URL: 'smtps://me:very-secret@mail.example.org',
  PROVIDER_SETTINGS: '{"tixngo": {"authScheme": "header"}}',
  ALLOWED_ORIGINS: String.raw`^https://n-\d+\.example\.org$`,
};
const SYSTEM = 'etc/systemd/system/willcall.service';

let machine: ReturnType<typeof fakeMachine>;
function onMachine(options: { platform?: string; uid?: number }, settings: Record<string, string> = REAL) {
  machine = fakeMachine(options);
  Object.assign(machine.environment, settings);
  return machine;
}
afterEach(() => machine.close());

const read = (path: string) => readFileSync(join(machine.root, path), 'utf8');
const has = (program: string, word: string) => spawnSync(program, [word]).error === undefined;

describe('willcall service on Linux', () => {
  it('install as root makes a unit of the machine and starts it now and after a reboot', async () => {
    const { say, calls, root } = onMachine({});
    const { code, out } = await say('install');
    expect(code).toBe(0);
    expect(calls().slice(0, 3)).toEqual([
      'systemctl daemon-reload',
      'systemctl enable willcall.service',
      'systemctl restart willcall.service',
    ]);
    expect(out).toContain('Willcall runs: active (running), since Sat 2027-05-01 08:00:00 UTC, process 4711');
    expect(out).toContain('After a reboot: starts by itself');
    expect(out).toContain('journalctl -u willcall');
    const unit = read(SYSTEM);
    expect(unit).toContain(`ExecStart="${process.execPath}" "${root}/opt/will call/willcall.js" start`);
    expect(unit).toContain(`EnvironmentFile=${root}/.willcall/willcall.env`);
    expect(unit).toContain('Restart=always');
    expect(unit).toContain('WantedBy=multi-user.target');
    expect(unit).not.toContain('User=');
  });

  it('settings are in a file only its owner reads, and nowhere else', async () => {
    const { say, root } = onMachine({});
    const { out } = await say('install');
    const file = join(root, '.willcall', 'willcall.env');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toContain('very-secret');
    expect(read(SYSTEM)).not.toContain('very-secret');
    expect(out).not.toContain('very-secret');
    expect(readdirSync(dirname(file))).toEqual(['willcall.env']);
  });

  it('shells and Node read from the file what was set', async () => {
    const { say, root } = onMachine({});
    await say('install');
    const file = join(root, '.willcall', 'willcall.env');
    const print = ['-e', 'process.stdout.write(JSON.stringify(process.env))'];
    const env = {};
    const byNode = spawnSync(process.execPath, [`--env-file=${file}`, ...print], { env, encoding: 'utf8' });
    expect(JSON.parse(byNode.stdout)).toMatchObject(REAL);
    const shell = `set -a; . '${file}'; exec '${process.execPath}' -e '${print[1]}'`;
    const byShell = spawnSync('sh', ['-c', shell], { env, encoding: 'utf8' });
    expect(JSON.parse(byShell.stdout)).toMatchObject(REAL);
  });

  it('a second install updates: what is set now goes in, what else is in the file stays', async () => {
    const { say, environment, root } = onMachine({});
    await say('install');
    const file = join(root, '.willcall', 'willcall.env');
    writeFileSync(file, `${readFileSync(file, 'utf8')}# mine\nCONCURRENCY=8\n`, { mode: 0o600 });
    for (const name of Object.keys(REAL)) delete environment[name];
    environment['PUBLIC_URL'] = 'https://tickets.example.org';
    expect((await say('install')).code).toBe(0);
    const text = readFileSync(file, 'utf8');
    expect(text).toContain("PUBLIC_URL='https://tickets.example.org'");
    expect(text).toContain('# mine\nCONCURRENCY=8\n');
    expect(text).toContain('very-secret');
    expect(text.match(/^PUBLIC_URL=/gm)).toHaveLength(1);
  });

  it('is found again from any folder', async () => {
    const { say, environment, root, machine: there } = onMachine({});
    environment['WILLCALL_DIR'] = 'data 100%';
    await say('install');
    delete environment['WILLCALL_DIR'];
    Object.assign(there, { cwd: '/' });
    expect((await say('status')).out).toContain(`Settings: ${root}/data 100%/willcall.env`);
    expect(read(SYSTEM)).toContain('data 100%%/willcall.env');
  });

  it('of a folder that is somebody’s runs as they', async () => {
    const { say, root } = onMachine({});
    mkdirSync(join(root, '.willcall'));
    chownSync(join(root, '.willcall'), 4242, 4242);
    await say('install');
    expect(read(SYSTEM)).toContain('User=4242\n');
    expect(statSync(join(root, '.willcall', 'willcall.env')).uid).toBe(4242);
  });

  it('a link in a folder that is somebody else’s leads root to nothing', async () => {
    const { say, calls, root } = onMachine({});
    mkdirSync(join(root, '.willcall'));
    writeFileSync(join(root, 'of-root-only'), 'SECRET=1\n');
    symlinkSync(join(root, 'of-root-only'), join(root, '.willcall/willcall.env'));
    expect(await say('install')).toMatchObject({ code: 1, err: expect.stringContaining('is no file of its own') });
    expect(read('of-root-only')).toBe('SECRET=1\n');
    expect(calls()).toEqual([]);
  });

  it('a setting that stands twice in the file is changed where it counts', async () => {
    const { say, root } = onMachine({});
    mkdirSync(join(root, '.willcall'));
    const file = join(root, '.willcall/willcall.env');
    writeFileSync(file, "PUBLIC_URL='https://a.example.org'\nPUBLIC_URL='https://b.example.org'\n");
    await say('install');
    expect(parseEnv(readFileSync(file, 'utf8'))['PUBLIC_URL']).toBe(REAL.PUBLIC_URL);
  });

  it('install as somebody else makes a service of their own, and tells when it ends', async () => {
    const { say, calls, home } = onMachine({ uid: 1000 });
    const { out } = await say('install');
    expect(calls()[0]).toBe('systemctl --user daemon-reload');
    expect(out).toContain('loginctl enable-linger');
    expect(readFileSync(join(home, '.config/systemd/user/willcall.service'), 'utf8')).toContain(
      'WantedBy=default.target',
    );
  });

  it('without settings it leaves a file to fill in and starts nothing', async () => {
    const { say, calls, root } = onMachine({}, {});
    const { code, err } = await say('install');
    expect(code).toBe(1);
    expect(err).toContain(`GOOGLE_AUDIENCES is not set`);
    expect(err).toContain(`${root}/.willcall/willcall.env`);
    expect(read('.willcall/willcall.env')).toContain('#PUBLIC_URL=');
    expect(existsSync(join(root, SYSTEM))).toBe(false);
    expect(calls()).toEqual([]);
  });

  it('a setting a worker would not start with is told before anything is started', async () => {
    const { say, calls } = onMachine({}, { ...REAL, PUBLIC_URL: 'http://willcall.example.org' });
    expect(await say('install')).toMatchObject({ code: 1, err: expect.stringContaining('PUBLIC_URL') });
    expect(calls()).toEqual([]);
  });

  it('--print shows everything but the values of settings, and does nothing', async () => {
    const { say, calls, root } = onMachine({});
    const { code, out } = await say('install', '--print');
    expect(code).toBe(0);
    expect(out).toContain(`# ${root}/${SYSTEM}\n[Unit]`);
    expect(out).toContain('SMTP_URL=…');
    expect(out).not.toContain('very-secret');
    expect(existsSync(join(root, '.willcall'))).toBe(false);
    expect(existsSync(join(root, 'etc'))).toBe(false);
    expect(calls()).toEqual([]);
  });

  it('what systemd says when it does not start is passed on', async () => {
    const { say, environment } = onMachine({});
    environment['FAILS'] = 'Unit is masked.';
    const { code, err } = await say('install');
    expect(code).toBe(1);
    expect(err).toContain('"systemctl restart willcall.service" did not work: Unit is masked.');
  });

  it('status tells that it does not run, and that there is none', async () => {
    const { say, environment } = onMachine({});
    expect(await say('status')).toMatchObject({
      code: 1,
      out: expect.stringContaining('There is no Willcall service'),
    });
    environment['STATE'] = 'failed failed';
    await say('install');
    expect(await say('status')).toMatchObject({
      code: 1,
      out: expect.stringContaining('Willcall does not run: failed'),
    });
  });

  it('remove takes the unit away and leaves data and settings', async () => {
    const { say, calls, root } = onMachine({});
    await say('install');
    calls();
    const { code, out } = await say('remove');
    expect(code).toBe(0);
    expect(calls()).toEqual(['systemctl disable --now willcall.service', 'systemctl daemon-reload']);
    expect(out).toContain(`${root}/.willcall`);
    expect(existsSync(join(root, SYSTEM))).toBe(false);
    expect(existsSync(join(root, '.willcall/willcall.env'))).toBe(true);
    expect((await say('remove')).out).toContain('There is no Willcall service here.');
  });

  it.each([[[]], [['start']], [['status', '--print']], [['install', '--now']]])('%j is wrong use', async (words) => {
    expect(await onMachine({}).say(...words)).toMatchObject({ code: 2 });
  });

  it.each([0, 1000])('systemd finds nothing wrong with the unit (user %i)', async (uid) => {
    const { say, root, home } = onMachine({ uid });
    await say('install');
    const unit = uid === 0 ? join(root, SYSTEM) : join(home, '.config/systemd/user/willcall.service');
    if (!has('systemd-analyze', '--version')) return expect(readFileSync(unit, 'utf8')).toMatch(/^\[Unit\]/);
    const { status, stdout, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', unit], { encoding: 'utf8' });
    expect(stdout + stderr).not.toContain('willcall');
    expect(status).toBe(0);
  });
});

describe('willcall service on macOS', () => {
  const AGENT = 'Library/LaunchAgents/org.willcall.worker.plist';

  it('install makes a job of one’s own, which reads the settings by Node', async () => {
    const { say, calls, home, root } = onMachine({ platform: 'darwin', uid: 501 });
    const { code, out } = await say('install');
    expect(code).toBe(0);
    expect(calls().slice(0, 3)).toEqual([
      'launchctl bootout gui/501/org.willcall.worker',
      'launchctl enable gui/501/org.willcall.worker',
      `launchctl bootstrap gui/501 ${home}/${AGENT}`,
    ]);
    expect(out).toMatch(/Willcall runs: running, since .+, process \d+/);
    expect(statSync(join(root, '.willcall/willcall.log')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(home, AGENT), 'utf8')).not.toContain('very-secret');
  });

  it('one that takes a moment to stop is waited for', async () => {
    const { say, environment, calls } = onMachine({ platform: 'darwin', uid: 501 });
    environment['STOPPING'] = join(machine.root, 'stopping');
    writeFileSync(environment['STOPPING'], '');
    expect((await say('install')).code).toBe(0);
    expect(calls().filter((call) => call.startsWith('launchctl bootstrap'))).toHaveLength(2);
  });

  it('as root it is one of the machine, and runs as the owner of the folder', async () => {
    const { say, calls, root } = onMachine({ platform: 'darwin' });
    mkdirSync(join(root, '.willcall'));
    chownSync(join(root, '.willcall'), 4242, 4242);
    await say('install');
    expect(calls()).toContain(`launchctl bootstrap system ${root}/Library/LaunchDaemons/org.willcall.worker.plist`);
    expect(read('Library/LaunchDaemons/org.willcall.worker.plist')).toContain('<string>user-4242</string>');
  });

  it.skipIf(!has('python3', '--version'))('the job is a property list that says what it should', async () => {
    const { say, environment, home, root } = onMachine({ platform: 'darwin', uid: 501 });
    environment['WILLCALL_DIR'] = 'Box & <Office>';
    await say('install');
    const script = 'import plistlib,json,sys; print(json.dumps(plistlib.load(open(sys.argv[1],"rb"))))';
    const { stdout } = spawnSync('python3', ['-c', script, join(home, AGENT)], { encoding: 'utf8' });
    const dir = join(root, 'Box & <Office>');
    expect(JSON.parse(stdout)).toMatchObject({
      Label: 'org.willcall.worker',
      ProgramArguments: [
        process.execPath,
        `--env-file=${dir}/willcall.env`,
        `${root}/opt/will call/willcall.js`,
        'start',
      ],
      WorkingDirectory: dir,
      RunAtLoad: true,
      KeepAlive: true,
    });
    delete environment['WILLCALL_DIR'];
    expect((await say('status')).out).toContain(`Settings: ${dir}/willcall.env`);
  });

  it('remove unloads it and takes it away', async () => {
    const { say, calls, home } = onMachine({ platform: 'darwin', uid: 501 });
    await say('install');
    calls();
    expect((await say('remove')).code).toBe(0);
    expect(calls()).toEqual(['launchctl bootout gui/501/org.willcall.worker']);
    expect(existsSync(join(home, AGENT))).toBe(false);
  });
});

describe('willcall service elsewhere', () => {
  it('says where services can be made', async () => {
    expect(await onMachine({ platform: 'win32' }).say('install')).toMatchObject({
      code: 1,
      err: expect.stringContaining('systemd (Linux) and launchd (macOS)'),
    });
  });

  it('a program npx throws away one day is no service', async () => {
    const { say, machine: there, root } = onMachine({});
    const program = join(root, '_npx', 'willcall.js');
    mkdirSync(dirname(program));
    writeFileSync(program, '');
    Object.assign(there, { program });
    expect((await say('install')).err).toContain('npx throws away');
  });
});
