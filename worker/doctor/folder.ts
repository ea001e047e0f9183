import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fault, ok, skipped, warning, type Finding } from './finding.ts';

/** Files of the folder that hold secrets. */
const SECRETS = ['master.key', 'master.previous.key', 'postgres.password', 'worker.json'];

type Asked = { readonly dir: string; readonly keyFile: string | undefined };

/** Whether others on this machine can read what is secret. */
export function checkFolder({ dir, keyFile }: Asked): Finding {
  if (process.platform === 'win32') return skipped('this system has no file modes');
  const files = [...SECRETS.map((name) => join(dir, name)), ...(keyFile === undefined ? [] : [keyFile])];
  const open = files.filter((file) => existsSync(file) && (statSync(file).mode & 0o077) !== 0);
  if (open.length > 0)
    return fault(
      `Others on this machine can read ${open.join(', ')}.`,
      `Close ${open.length === 1 ? 'it' : 'them'}: chmod 600 ${open.join(' ')}`,
    );
  if (!existsSync(dir)) return ok('it is made at the first start');
  const { mode, uid } = statSync(dir);
  if (uid !== (process.getuid?.() ?? uid))
    return warning(
      `${dir} belongs to another account.`,
      'Run the worker, and this command, as the account that owns it.',
    );
  if ((mode & 0o022) !== 0) return fault(`Others may write into ${dir}.`, `Close it: chmod 700 ${dir}`);
  return ok('secrets are closed to others');
}
