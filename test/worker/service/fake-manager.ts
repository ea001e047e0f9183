import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { serviceCommand } from '../../../worker/commands/service.ts';
import type { Machine } from '../../../worker/service/place.ts';

/** Answers as systemctl and launchctl do, and writes down what was asked. */
const PROGRAM = `#!/bin/sh
echo "$(basename "$0") $*" >> "$CALLS"
case "$*" in
  *is-enabled*) echo enabled;;
  *show*) printf 'ActiveState=%s\\nSubState=%s\\nActiveEnterTimestamp=Sat 2027-05-01 08:00:00 UTC\\nMainPID=4711\\n' $STATE;;
  print*) printf 'gui/501/org.willcall.worker = {\\n\\tstate = running\\n\\tpid = %s\\n}\\n' $PPID;;
  bootstrap*) test ! -f "$STOPPING" || { rm "$STOPPING"; echo 'Bootstrap failed: 5: Input/output error' >&2; exit 5; };;
  *restart*) test -z "$FAILS" || { echo "$FAILS" >&2; exit 1; };;
esac
`;

/** A machine in a folder of its own. */
export function fakeMachine({ platform = 'linux', uid = 0 } = {}) {
  const root = mkdtempSync(join(tmpdir(), 'willcall-service-'));
  const bin = join(root, 'bin');
  const calls = join(root, 'calls');
  mkdirSync(bin);
  for (const name of ['systemctl', 'launchctl']) {
    writeFileSync(join(bin, name), PROGRAM);
    chmodSync(join(bin, name), 0o755);
  }
  const program = join(root, 'opt', 'will call', 'willcall.js');
  mkdirSync(join(root, 'opt', 'will call'), { recursive: true });
  writeFileSync(program, '');
  const home = join(root, 'home', 'ada');
  const environment: Record<string, string> = {
    PATH: `${bin}:${process.env['PATH']}`,
    CALLS: calls,
    STATE: 'active running',
  };
  const machine: Machine = {
    platform,
    uid,
    nameOf: (id) => `user-${id}`,
    home,
    cwd: root,
    environment,
    root,
    node: process.execPath,
    program,
  };
  return {
    machine,
    environment,
    root,
    home,
    /** Runs the command. */
    async say(...words: string[]) {
      const [stdout, stderr] = [new PassThrough({ encoding: 'utf8' }), new PassThrough({ encoding: 'utf8' })];
      const code = await serviceCommand(words, { stdout, stderr }, machine);
      return { code, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') };
    },
    /** What systemctl or launchctl was asked since the last time. */
    calls() {
      const asked = existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : [];
      rmSync(calls, { force: true });
      return asked;
    },
    close: () => rmSync(root, { recursive: true }),
  };
}
