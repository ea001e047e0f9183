import { spawnSync } from 'node:child_process';
import { CommandError } from '../commands/command-error.ts';
import { LABEL, UNIT, type ServicePlace } from './place.ts';

/** How a service is doing. */
export type ServiceState = {
  readonly isRunning: boolean;
  /** In the words of whoever starts it. */
  readonly state: string;
  /** As it tells it; null: it does not. */
  readonly since: string | null;
  readonly pid: string | null;
  /** Whether a reboot brings it back. */
  readonly isEnabled: boolean;
};

/** What starts and stops services: systemctl or launchctl. */
export type Manager = {
  /** Takes up the file that was written, and starts the service anew. @throws CommandError with what it said. */
  start(): void;
  stop(): void;
  /** Takes note that the file is gone. */
  forget(): void;
  state(): ServiceState;
  /** Command that shows the log. */
  readonly logCommand: string;
};

type Environment = Readonly<Record<string, string | undefined>>;
type Said = { readonly ok: boolean; readonly out: string; readonly said: string };

/** `environment`: its PATH says which systemctl or launchctl. */
export function managerOf(place: ServicePlace, environment: Environment): Manager {
  const run = (program: string, words: readonly string[]): Said => {
    const { error, status, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8', env: { ...environment } });
    if (error)
      throw new CommandError(`${program} cannot be run (${error.message}): is this machine run by ${place.manager}?`);
    return { ok: status === 0, out: stdout, said: stderr.trim() || stdout.trim() };
  };
  return place.manager === 'systemd' ? systemd(place, run) : launchd(place, run);
}

type Run = (program: string, words: readonly string[]) => Said;

function expectOk(command: string, { ok, said }: Said): void {
  if (!ok) throw new CommandError(`"${command}" did not work: ${said}`);
}

function systemd({ isOwn }: ServicePlace, run: Run): Manager {
  const scope = isOwn ? ['--user'] : [];
  const ask = (...words: string[]) => run('systemctl', [...scope, ...words]);
  const must = (...words: string[]) => expectOk(['systemctl', ...scope, ...words].join(' '), ask(...words));
  return {
    start() {
      must('daemon-reload');
      must('enable', UNIT);
      must('restart', UNIT);
    },
    stop: () => must('disable', '--now', UNIT),
    forget: () => must('daemon-reload'),
    state() {
      const shown = ask('show', UNIT, '--property=ActiveState,SubState,ActiveEnterTimestamp,MainPID');
      expectOk('systemctl show', shown);
      const of = (name: string) => new RegExp(`^${name}=(.+)$`, 'm').exec(shown.out)?.[1] ?? '';
      const isRunning = of('ActiveState') === 'active';
      return {
        isRunning,
        state: `${of('ActiveState')} (${of('SubState')})`,
        since: (isRunning && of('ActiveEnterTimestamp')) || null,
        pid: isRunning ? of('MainPID') : null,
        isEnabled: ask('is-enabled', UNIT).out.trim() === 'enabled',
      };
    },
    logCommand: `journalctl ${isOwn ? '--user ' : ''}-u willcall -e`,
  };
}

/** As long as a job may take to end, and a little more. */
const STOPPING_MS = 65_000;
const PAUSE_MS = 100;
const STILL_STOPPING = /Input\/output error|in progress/i;

function launchd({ isOwn, uid, file, log }: ServicePlace, run: Run): Manager {
  const domain = isOwn ? `gui/${uid}` : 'system';
  const target = `${domain}/${LABEL}`;
  const ask = (...words: string[]) => run('launchctl', words);
  const stop = () => ask('bootout', target).ok;
  // one that was told to stop takes its time, and cannot be begun anew until it has
  const begin = (triesLeft: number): Said => {
    const said = ask('bootstrap', domain, file);
    if (said.ok || triesLeft === 0 || !STILL_STOPPING.test(said.said)) return said;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    return begin(triesLeft - 1);
  };
  return {
    start() {
      // a job that is loaded already is not read anew
      const wasThere = stop();
      expectOk(`launchctl enable ${target}`, ask('enable', target));
      expectOk(`launchctl bootstrap ${domain}`, begin(wasThere ? STOPPING_MS / PAUSE_MS : 0));
    },
    stop: () => void stop(),
    forget: () => undefined,
    state() {
      const { ok, out } = ask('print', target);
      const of = (name: string) => new RegExp(`^\\s*${name} = (.+)$`, 'm').exec(out)?.[1] ?? null;
      const state = ok ? (of('state') ?? 'unknown') : 'not loaded';
      const pid = of('pid');
      const since = pid === null ? null : run('ps', ['-o', 'lstart=', '-p', pid]).out.trim() || null;
      return { isRunning: state === 'running', state, since, pid, isEnabled: ok };
    },
    logCommand: `tail -f ${log}`,
  };
}
