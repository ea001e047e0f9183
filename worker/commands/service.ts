import { execFileSync } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { packageRoot } from '../db/package-root.ts';
import type { Machine } from '../service/place.ts';
import { installService, removeService, serviceStatus, shownService, type Told } from '../service/service.ts';
import { UsageError } from './command-error.ts';
import { conclude } from './conclude.ts';
import { readFlags } from './flags.ts';

const HELP = `willcall service install|status|remove — Willcall as a service of this machine, which a reboot brings back

  install   writes it, or updates it, and starts it; --print only shows what would be written
  status    whether it runs, since when, and where its settings and log are; exit code 1 when it does not run
  remove    stops it and takes it away; data and settings stay

As root it is a service of the machine (systemd: willcall.service, launchd: org.willcall.worker) and runs as the owner of the folder
WILLCALL_DIR; else it is your own. What is set in this shell goes into the file willcall.env in that folder, which only its owner can read.
`;

type Around = { readonly stdout: Writable; readonly stderr: Writable };

/** This machine. */
function thisMachine(): Machine {
  return {
    platform: process.platform,
    uid: process.getuid?.() ?? 0,
    nameOf: (uid) => execFileSync('id', ['-un', String(uid)], { encoding: 'utf8' }).trim(),
    home: homedir(),
    cwd: process.cwd(),
    environment: process.env,
    root: '/',
    node: process.execPath,
    program: join(packageRoot(), 'dist', 'willcall.js'),
  };
}

/** @throws UsageError */
function deedOf([verb, ...rest]: readonly string[]): (machine: Machine) => Told {
  const flags = readFlags(rest, { print: 'switch' });
  if (verb === 'install') return flags.has('print') ? shownService : installService;
  if (flags.has('print')) throw new UsageError('--print belongs to install.');
  if (verb === 'status') return serviceStatus;
  if (verb === 'remove') return removeService;
  throw new UsageError(
    `${verb === undefined ? 'Say what to do' : `"${verb}" is not known`}: install, status or remove.`,
  );
}

/** `willcall service`. @returns the exit code. */
export async function serviceCommand(
  words: readonly string[],
  { stdout, stderr }: Around = process,
  machine: Machine = thisMachine(),
): Promise<number> {
  if (words.some((word) => word === '--help' || word === '-h')) {
    stdout.write(HELP);
    return 0;
  }
  try {
    const { lines, ok } = deedOf(words)(machine);
    stdout.write(`${lines.join('\n')}\n`);
    return ok ? 0 : 1;
  } catch (error) {
    const around = { stderr, signal: new AbortController().signal };
    return conclude(error, around, { command: 'willcall service', stopped: '' });
  }
}
