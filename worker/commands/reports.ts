import type { Run } from '../../shared/api.ts';
import type { RunOrder } from '../../shared/changes.ts';
import { CommandError, UsageError } from './command-error.ts';
import { say } from './conclude.ts';
import { followRun, PATIENCE, type Patience } from './follow-run.ts';
import { createProgressBar, type Screen } from './progress-bar.ts';
import { performSchedule } from './schedule.ts';
import { SCHEDULE_FLAGS, SCHEDULE_HELP } from './schedule-order.ts';
import { changeLines, changesSentence, chosenReport, refuseUnfinished, reportLine } from './saved-report.ts';
import {
  interruptible,
  runWorkerCommand,
  type Scene,
  type Surroundings,
  type WorkerCommand,
} from './worker-command.ts';

type Around = Surroundings & { readonly stderr: Screen; readonly patience: Patience };
type Here = Scene<Around>;

const ofReport = { report: 'text', help: 'switch' } as const;
const WHERE = `
It asks the worker at WILLCALL_URL as WILLCALL_TOKEN (an API key, or a Google ID token); without them the worker running on this folder.
`;

const COMMANDS = {
  reports: {
    help: `willcall reports [--json] — the saved reports, with how they write and how their last refresh went\n${WHERE}`,
    flags: { json: 'switch', help: 'switch' },
    perform: list,
  },
  refresh: {
    help: `willcall refresh --report ID [--rebuild] — refreshes a report's tab

  --report ID   id or name of the report; willcall reports lists them
  --rebuild     write the list anew in the ticketing system's order, when its key column is gone
${WHERE}`,
    flags: { ...ofReport, rebuild: 'switch' },
    perform: async (scene) => {
      const run = await refreshed(scene, scene.flags.has('rebuild') ? { rebuild: true } : {});
      say(scene.around, changesSentence(run));
    },
  },
  repair: {
    help: `willcall repair --report ID [--undo] — lists the cells people edited in columns Willcall writes

  --report ID   id or name of the report; willcall reports lists them
  --undo        write them anew
${WHERE}`,
    flags: { ...ofReport, undo: 'switch' },
    perform: repair,
  },
  changes: {
    help: `willcall changes --report ID [--json] — what the last refresh that wrote changed: rows by key, and their columns

  --report ID   id or name of the report; willcall reports lists them
  --json        counts and rows as the API has them
${WHERE}`,
    flags: { ...ofReport, json: 'switch' },
    perform: changes,
  },
  decide: {
    help: `willcall decide --report ID --accept|--reject — what to do with what a report holds back

  --report ID   id or name of the report; willcall reports lists them
  --accept      do it: the rows leave, the columns become blank
  --reject      keep things as they are, until more is held back
${WHERE}`,
    flags: { ...ofReport, accept: 'switch', reject: 'switch' },
    perform: decide,
  },
  schedule: {
    help: `${SCHEDULE_HELP}${WHERE}`,
    flags: SCHEDULE_FLAGS,
    perform: async (scene) => await performSchedule({ ...scene, stdout: scene.around.stdout }, await reportOf(scene)),
  },
} as const satisfies Record<string, WorkerCommand<Around>>;

export type ReportCommand = keyof typeof COMMANDS;

/** A command about saved reports. @returns the exit code; see docs/cli.md. */
export async function reportCommand(name: ReportCommand, words: string[]): Promise<number> {
  const { env: environment, stdout, stderr } = process;
  const around = { environment, stdout, stderr, patience: PATIENCE };
  return await interruptible((signal) => runReportCommand(name, words, { ...around, signal }));
}

/** The same in given surroundings. */
export async function runReportCommand(name: ReportCommand, words: readonly string[], around: Around): Promise<number> {
  return await runWorkerCommand<Around>(name, COMMANDS[name], words, around);
}

async function list({ flags, client, around }: Here): Promise<void> {
  const reports = await client.reports();
  if (flags.has('json')) around.stdout.write(`${JSON.stringify({ reports }, null, 2)}\n`);
  else around.stdout.write(reports.map(reportLine).join(''));
}

const reportOf = async ({ flags, client }: Here) => chosenReport(await client.reports(), flags.get('report')?.[0]);

async function refreshed(scene: Here, order: RunOrder): Promise<Run> {
  const { id } = await reportOf(scene);
  return await followed(scene, await scene.client.startRun(id, order));
}

/** @throws CommandError, StaleError when it wrote nothing. */
async function followed({ client, around }: Here, start: Run): Promise<Run> {
  const bar = createProgressBar(around.stderr, Date.now);
  try {
    const run = await followRun(start, { ...around, client, onRun: bar.show });
    refuseUnfinished(run);
    return run;
  } finally {
    bar.clear();
  }
}

async function repair(scene: Here): Promise<void> {
  const undo = scene.flags.has('undo');
  const run = await refreshed(scene, { repair: undo ? 'undo' : 'list' });
  scene.around.stdout.write(changeLines(await scene.client.runChanges(run.id), 'edited'));
  const count = run.changes?.edited ?? 0;
  const cells = count === 1 ? '1 cell was' : `${count} cells were`;
  const next = undo ? ' They hold again what the ticketing system says.' : ' --undo writes them anew.';
  say(scene.around, `${cells} edited by people.${count > 0 ? next : ''}`);
}

async function changes(scene: Here): Promise<void> {
  const { flags, client, around } = scene;
  const { id } = await reportOf(scene);
  const run = (await client.runs(id)).find((one) => one.changes !== null);
  if (!run) throw new CommandError('No refresh of this report has changed a tab yet.');
  const told = await client.runChanges(run.id);
  around.stdout.write(flags.has('json') ? `${JSON.stringify(told, null, 2)}\n` : changeLines(told));
  if (told.truncated) say(around, `Only the first ${told.changes.length} rows are told.`);
  say(around, changesSentence(run));
}

async function decide(scene: Here): Promise<void> {
  const { flags, client, around } = scene;
  const isAccepted = flags.has('accept');
  if (isAccepted === flags.has('reject')) throw new UsageError('Give either --accept or --reject.');
  const { id } = await reportOf(scene);
  const { lastRun } = await client.decideHold(id, isAccepted ? 'accept' : 'reject');
  if (!isAccepted || !lastRun)
    return say(around, 'Things stay as they are. You are asked again when more is held back.');
  say(around, changesSentence(await followed(scene, lastRun)));
}
