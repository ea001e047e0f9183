import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { checkOutFile, writeOutFile } from '../export/out-file.ts';
import { auditLine, followAudit, type AuditOrder } from './audit-lines.ts';
import { CommandError, UsageError } from './command-error.ts';
import { say } from './conclude.ts';
import { diffLines, diffSentence } from './diff-lines.ts';
import type { FlagKinds } from './flags.ts';
import { chosenReport } from './saved-report.ts';
import { interruptible, runWorkerCommand, type Scene, type Surroundings } from './worker-command.ts';

type Around = Surroundings & { readonly stdin: Readable };
/** `file`: the word that belongs to no flag. */
type Here = Scene<Around> & { readonly file: string | undefined };

type Command = {
  readonly help: string;
  readonly flags: FlagKinds;
  readonly takesFile: boolean;
  readonly perform: (scene: Here) => Promise<void>;
};

const WHERE = `
It asks the worker at WILLCALL_URL as WILLCALL_TOKEN (an API key, or a Google ID token); without them the worker running on this folder.
`;

const COMMANDS = {
  export: {
    help: `willcall export [--report ID] [--out FILE] — the saved reports as a YAML file, for "willcall apply"

  --report ID   id or name of one report; default: all of the team
  --out FILE    default: standard output
${WHERE}`,
    flags: { report: 'text', out: 'text', help: 'switch' },
    takesFile: false,
    perform: exportReports,
  },
  apply: {
    help: `willcall apply FILE [--dry-run] [--json] — makes reports be as the file says: all of it, or nothing

  FILE          a file as "willcall export" writes it; - for standard input. What it leaves out stays as it is
  --dry-run     only tell what would change
  --json        the differences as the API has them
${WHERE}`,
    flags: { 'dry-run': 'switch', json: 'switch', help: 'switch' },
    takesFile: true,
    perform: applyFile,
  },
  audit: {
    help: `willcall audit [--from DAY] [--to DAY] [--actor WHO] [--action DEED] [--object WHAT] [--limit N] [--json] — who did what, newest first

  --from, --to  a day or a moment in UTC: from then on, before then
  --actor       an e-mail address, or id or name of an API key
  --action      "report.ran", or "report" for all deeds of the kind
  --object      an id, or a kind such as "connection"
  --limit       at most so many; default 50
  --json        an entry a line, as the API has it
${WHERE}It is for admins: WILLCALL_TOKEN must be an ID token.
`,
    flags: {
      from: 'text',
      to: 'text',
      actor: 'text',
      action: 'text',
      object: 'text',
      limit: 'text',
      json: 'switch',
      help: 'switch',
    },
    takesFile: false,
    perform: audit,
  },
} as const satisfies Record<string, Command>;

export type CodeCommand = keyof typeof COMMANDS;

/** A command about report files or the audit log. @returns the exit code; see docs/cli.md. */
export async function codeCommand(name: CodeCommand, words: string[]): Promise<number> {
  const { env: environment, stdin, stdout, stderr } = process;
  return await interruptible((signal) => runCodeCommand(name, words, { environment, stdin, stdout, stderr, signal }));
}

/** The same in given surroundings. */
export async function runCodeCommand(name: CodeCommand, words: readonly string[], around: Around): Promise<number> {
  const command: Command = COMMANDS[name];
  const { file, rest } = splitFile(words, command);
  const perform = async (scene: Scene<Around>) => await command.perform({ ...scene, file });
  return await runWorkerCommand<Around>(name, { ...command, perform }, rest, around);
}

/** The first word that is no flag is the file; all flags of a command that takes one are switches. */
function splitFile(words: readonly string[], { takesFile }: Command) {
  const at = takesFile ? words.findIndex((word) => word === '-' || !word.startsWith('-')) : -1;
  return at < 0 ? { file: undefined, rest: words } : { file: words[at], rest: words.toSpliced(at, 1) };
}

async function exportReports({ flags, client, around }: Here): Promise<void> {
  const out = flags.get('out')?.[0] ?? '-';
  const file = out === '-' ? null : await checkOutFile(out);
  const wanted = flags.get('report')?.[0];
  const report = wanted === undefined ? undefined : chosenReport(await client.reports(), wanted).id;
  const yaml = await client.reportFile(report);
  if (file) await writeOutFile(file, Readable.from([yaml]));
  else around.stdout.write(yaml);
}

async function applyFile({ flags, file, client, around }: Here): Promise<void> {
  if (file === undefined) throw new UsageError('Name the file to apply, or - for standard input.');
  const dryRun = flags.has('dry-run');
  const result = await client.applyReportFile({ yaml: await textOf(file, around), dryRun });
  around.stdout.write(flags.has('json') ? `${JSON.stringify(result, null, 2)}\n` : diffLines(result));
  say(around, diffSentence(result, dryRun));
}

async function textOf(file: string, { stdin }: Around): Promise<string> {
  if (file === '-') return await text(stdin);
  return await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new CommandError(`${file} cannot be read. Is it there?`, { cause });
  });
}

async function audit({ flags, client, around }: Here): Promise<void> {
  const one = (name: string) => flags.get(name)?.[0];
  const order = { filters: filtersOf(one), limit: limitOf(one('limit')) };
  for await (const entry of followAudit(client, order))
    around.stdout.write(flags.has('json') ? `${JSON.stringify(entry)}\n` : auditLine(entry));
}

function filtersOf(one: (name: string) => string | undefined): AuditOrder['filters'] {
  const given = ['from', 'to', 'actor', 'action', 'object'].map((name) => [name, one(name)] as const);
  return Object.fromEntries(given.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function limitOf(given: string | undefined): number {
  if (given === undefined) return 50;
  if (/^[1-9]\d{0,6}$/.test(given)) return Number(given);
  throw new UsageError('--limit: a whole number is expected, such as 200.');
}
