import { setTimeout as sleep } from 'node:timers/promises';
import type { Erasure, ErasureInput, PersonQuery } from '../../shared/erasure.ts';
import { CommandError, UsageError } from './command-error.ts';
import { say } from './conclude.ts';
import type { FlagKinds, Flags } from './flags.ts';
import { foundLines, receiptLines } from './people-lines.ts';
import {
  interruptible,
  runWorkerCommand,
  type Scene,
  type Surroundings,
  type WorkerCommand,
} from './worker-command.ts';

/** `pollMs`: milliseconds between two looks at what goes on. Default 2,000. */
type Around = Surroundings & { readonly pollMs?: number };
type Here = Scene<Around>;

const WHOM = `
  --email       an e-mail address
  --phone       a phone number, written in any way
  --name        all words of a name
  --order       id or reference of an order
  --json        the answer as the API has it
`;
const WHERE = `
Give one of the four. It asks the worker at WILLCALL_URL as WILLCALL_TOKEN (an ID token: it is for admins); without them the worker running
on this folder.
`;
const PERSON: FlagKinds = { email: 'text', phone: 'text', name: 'text', order: 'text', json: 'switch', help: 'switch' };

const COMMANDS = {
  'search-person': {
    help: `willcall search-person --email ADDRESS [--json] — where somebody is in the team's tabs, with all that stands there\n${WHOM}${WHERE}`,
    flags: PERSON,
    perform: search,
  },
  erase: {
    help: `willcall erase --email ADDRESS --yes [--json] — erases somebody from the team's tabs, and keeps later refreshes from bringing them back\n${WHOM}
  --row         "REPORT KEY" as "willcall search-person" prints it, may be given several times: only these rows
  --yes         do it; without it nothing is erased and you see what would be
${WHERE}`,
    flags: { ...PERSON, row: 'texts', yes: 'switch' },
    perform: erase,
  },
} as const satisfies Record<string, WorkerCommand<Around>>;

export type PeopleCommand = keyof typeof COMMANDS;

/** A command about people in tabs. @returns the exit code; see docs/cli.md. */
export async function peopleCommand(name: PeopleCommand, words: string[]): Promise<number> {
  const { env: environment, stdout, stderr } = process;
  return await interruptible((signal) => runPeopleCommand(name, words, { environment, stdout, stderr, signal }));
}

/** The same in given surroundings. */
export async function runPeopleCommand(name: PeopleCommand, words: readonly string[], around: Around): Promise<number> {
  return await runWorkerCommand<Around>(name, COMMANDS[name], words, around);
}

async function search({ flags, client, around }: Here): Promise<void> {
  const found = await client.searchPerson(personOf(flags));
  around.stdout.write(flags.has('json') ? `${JSON.stringify(found, null, 2)}\n` : foundLines(found));
}

async function erase(scene: Here): Promise<void> {
  const { flags, client, around } = scene;
  if (!flags.has('yes')) {
    await search(scene);
    throw new UsageError('Nothing was erased. It cannot be undone: add --yes to do it.');
  }
  const rows = flags.get('row')?.map(rowOf);
  const asked: ErasureInput = { person: personOf(flags), ...(rows && { rows }) };
  const done = await settled(scene, await client.erasePerson(asked));
  around.stdout.write(flags.has('json') ? `${JSON.stringify(done, null, 2)}\n` : receiptLines(done));
  if (done.state === 'incomplete')
    throw new CommandError('Not all tabs could be cleared: see above. Put it right, then run the same command again.');
}

async function settled({ client, around }: Here, first: Erasure): Promise<Erasure> {
  let erasure = first;
  while (erasure.state === 'working') {
    say(around, 'Tabs are still being cleared; a report that is just being refreshed is waited for.');
    await sleep(around.pollMs ?? 2000, undefined, { signal: around.signal });
    erasure = await client.erasure(erasure.id);
  }
  return erasure;
}

function personOf(flags: Flags): PersonQuery {
  const one = (name: string) => flags.get(name)?.[0];
  const [email, phone, name, order] = [one('email'), one('phone'), one('name'), one('order')];
  const given = [
    ...(email === undefined ? [] : [{ email }]),
    ...(phone === undefined ? [] : [{ phone }]),
    ...(name === undefined ? [] : [{ name }]),
    ...(order === undefined ? [] : [{ order }]),
  ];
  const [person] = given;
  if (person && given.length === 1) return person;
  throw new UsageError('Give one of --email, --phone, --name and --order.');
}

function rowOf(given: string): { reportId: string; key: string } {
  const [, reportId, key] = /^(\S+)\s+(.+)$/s.exec(given) ?? [];
  if (reportId !== undefined && key !== undefined) return { reportId, key };
  throw new UsageError('--row: a report and a key are expected, as "willcall search-person" prints them.');
}
