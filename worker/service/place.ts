import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CommandError } from '../commands/command-error.ts';

/** The machine as the service commands see it; tests bring another one. */
export type Machine = {
  readonly platform: string;
  /** 0: the service is the machine's; else the person's own. */
  readonly uid: number;
  /** Name of a user of this machine. */
  readonly nameOf: (uid: number) => string;
  readonly home: string;
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where units and jobs of the machine lie: "/" but in tests. */
  readonly root: string;
  /** The program that runs Node, and ours. */
  readonly node: string;
  readonly program: string;
};

/** Everything that is written down about the service. */
export type ServicePlace = {
  readonly manager: 'systemd' | 'launchd';
  readonly isOwn: boolean;
  readonly uid: number;
  readonly node: string;
  readonly program: string;
  /** Data of the worker. */
  readonly dir: string;
  /** Whose the data are, when not root's or one's own: the service runs as they. */
  readonly runsAs: Owner | null;
  /** The unit or job. */
  readonly file: string;
  /** The settings, readable by their owner only. */
  readonly settings: string;
  readonly log: string;
};

export type Owner = { readonly uid: number; readonly name: string };

/** What launchd calls it. */
export const LABEL = 'org.willcall.worker';
/** What systemd calls it. */
export const UNIT = 'willcall.service';

/**
 * Where the service of this machine belongs.
 *
 * @throws CommandError when the machine has neither systemd nor launchd, or the program would not stay where it is.
 */
export function servicePlace(machine: Machine): ServicePlace {
  const manager = managerOf(machine.platform);
  checkProgram(machine.program);
  const isOwn = machine.uid !== 0;
  const file = fileOf(machine, manager);
  const dir = dirOf(machine, file);
  return {
    manager,
    isOwn,
    uid: machine.uid,
    node: machine.node,
    program: machine.program,
    dir,
    runsAs: isOwn ? null : ownerOf(dir, machine.nameOf),
    file,
    settings: join(dir, SETTINGS),
    log: join(dir, 'willcall.log'),
  };
}

const SETTINGS = 'willcall.env';
const NAMED_BEFORE = new RegExp(`(?:^EnvironmentFile|--env-file)=(.+)/${SETTINGS}(?:$|<)`, 'm');

/** The folder that is set, else that of the service there is, else the one a worker takes. */
function dirOf({ cwd, environment }: Machine, file: string): string {
  const wanted = environment['WILLCALL_DIR'];
  const before = existsSync(file) ? NAMED_BEFORE.exec(readFileSync(file, 'utf8'))?.[1] : undefined;
  if (!wanted && before !== undefined) return plain(before);
  return resolve(cwd, wanted || '.willcall');
}

/** As it was before units and jobs gave some signs a meaning of their own. */
const plain = (path: string) =>
  path.replaceAll('%%', '%').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

function managerOf(platform: string): ServicePlace['manager'] {
  if (platform === 'linux') return 'systemd';
  if (platform === 'darwin') return 'launchd';
  throw new CommandError(`Services are made for systemd (Linux) and launchd (macOS), not for ${platform}.`);
}

function checkProgram(program: string): void {
  if (!existsSync(program)) throw new CommandError(`${program} is missing. Build it: npm run build`);
  if (/[\\/]_npx[\\/]/.test(program))
    throw new CommandError(`${program} is a copy npx throws away one day. Install the package, and run its willcall.`);
}

function ownerOf(dir: string, nameOf: Machine['nameOf']): Owner | null {
  const uid = existsSync(dir) ? statSync(dir).uid : 0;
  return uid === 0 ? null : { uid, name: nameOf(uid) };
}

function fileOf({ uid, home, root, environment }: Machine, manager: ServicePlace['manager']): string {
  if (manager === 'launchd')
    return uid === 0
      ? join(root, 'Library/LaunchDaemons', `${LABEL}.plist`)
      : join(home, 'Library/LaunchAgents', `${LABEL}.plist`);
  if (uid === 0) return join(root, 'etc/systemd/system', UNIT);
  return join(environment['XDG_CONFIG_HOME'] || join(home, '.config'), 'systemd/user', UNIT);
}
