import { lstatSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { CommandError } from '../commands/command-error.ts';
import { SETTING_NAMES } from '../config.ts';

/** What libraries read besides our own settings. */
const OTHERS = ['GOOGLE_APPLICATION_CREDENTIALS', 'NODE_EXTRA_CA_CERTS'];
/** Paths, which in this shell begin where it is. */
const PATHS = new Set(['GOOGLE_WRITER_KEY_FILE', ...OTHERS]);
const NAMES = [...SETTING_NAMES, ...OTHERS];

type Values = Readonly<Record<string, string | undefined>>;

type Around = { readonly environment: Values; readonly cwd: string; readonly dir: string };

/** The settings of a service, as they are in its file. */
export type SettingsFile = { readonly text: string; readonly values: Values };

const TEMPLATE = `# Settings of the Willcall service; see docs/settings.md. Readable by its owner only: keep it so.
# Take the "#" away where you set something. After a change: willcall service install

# OAuth client id of the add-on's Apps Script project
#GOOGLE_AUDIENCES='…apps.googleusercontent.com'
# https address people reach this worker at
#PUBLIC_URL='https://willcall.example.org'
# key file of the Google account that edits sheets; without: the identity of this machine
#GOOGLE_WRITER_KEY_FILE='/etc/willcall/writer.json'
`;

/**
 * The file as it will be: what is set in this shell goes in, everything else in it stays, comments too.
 *
 * @throws CommandError when a value cannot be written so that systemd, Node and shells read the same.
 */
export function settingsFile(path: string, { environment, cwd, dir }: Around): SettingsFile {
  const before = present(path);
  const given: Values = { ...environment, WILLCALL_DIR: dir };
  const set = NAMES.flatMap((name) => {
    const value = given[name];
    return value ? [[name, PATHS.has(name) ? resolve(cwd, value) : value] as const] : [];
  });
  const text = set.reduce((lines, [name, value]) => withLine(lines, name, value), before);
  return { text, values: parseEnv(text) };
}

/** What is read here is given to the owner of the folder, so it must be theirs: a link could lead to what only root may read. */
function present(path: string): string {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return TEMPLATE;
  if (found.isFile()) return readFileSync(path, 'utf8');
  throw new CommandError(`${path} is no file of its own but a link or a folder: put the settings themselves there.`);
}

function withLine(text: string, name: string, value: string): string {
  const line = `${name}=${quoted(name, value)}`;
  const lines = text.replace(/\n+$/, '').split('\n');
  // the last one counts, for each who reads it
  const at = lines.findLastIndex((old) => old.replace(/^\s*export\s+/, '').startsWith(`${name}=`));
  const next = at === -1 ? [...lines, line] : lines.with(at, line);
  return `${next.join('\n')}\n`;
}

/** In single quotes everything means itself, for each of the three. */
function quoted(name: string, value: string): string {
  if (!/['\n\r]/.test(value)) return `'${value}'`;
  if (!/["\\$`\n\r]/.test(value)) return `"${value}"`;
  throw new CommandError(
    `${name} holds a line break, or quotes of both kinds: it cannot be kept in a file of settings.`,
  );
}
