import * as z from 'zod';
import { InvitationInput } from '../../shared/people.ts';
import { readConfig } from '../config.ts';
import type { Database } from '../db/connection.ts';
import { allWorkspaces } from '../db/workspaces.ts';
import { createLog } from '../log.ts';
import { addAdmin } from '../people/add-admin.ts';
import { CommandError, UsageError } from './command-error.ts';
import { conclude, harmless } from './conclude.ts';
import { readFlags } from './flags.ts';
import { openOperatorDatabase } from './operator-database.ts';

const HELP = `willcall admins add ADDRESS [--workspace ID] — make somebody an admin of a team, for the operator

A member of the team is one at once. Anybody else is one as soon as they sign in with this Google address (within 30 days), as long as they
belong to no other team.

  --workspace ID   id or name of the team; may be left out when there is only one

It works on the database of this folder (WILLCALL_DIR), or on DATABASE_URL; the worker may go on running. What it does is in the team's
audit log.
`;

type Order = { readonly email: string; readonly workspace: string | undefined };

/** @throws UsageError */
function orderOf(words: readonly string[]): Order {
  const [verb, address, ...rest] = words;
  if (verb !== 'add')
    throw new UsageError(verb === undefined ? 'Say what to do: add.' : `"${verb}" is not known: add.`);
  if (address === undefined || address.startsWith('-')) throw new UsageError('Name the address after "add".');
  const email = z.safeParse(InvitationInput, { email: address }).data?.email;
  if (email === undefined) throw new UsageError(`"${address}" is no e-mail address.`);
  return { email, workspace: readFlags(rest, { workspace: 'text' }).get('workspace')?.[0] };
}

type Team = Awaited<ReturnType<typeof allWorkspaces>>[number];

const listed = (teams: readonly Team[]) =>
  teams.map(({ id, name, members }) => `  ${id}  ${harmless(name)} (${members} people)`).join('\n');

/** @throws CommandError naming the teams there are. */
export function chosenTeam(teams: readonly Team[], wanted: string | undefined): Team {
  if (teams.length === 0)
    throw new CommandError('There is no team yet: it is made with the first spreadsheet that is linked.');
  const found = wanted === undefined ? teams : teams.filter(({ id, name }) => id === wanted || name === wanted);
  const [team] = found;
  if (team && found.length === 1) return team;
  const why =
    wanted === undefined
      ? 'There are several teams'
      : `${found.length === 0 ? 'No' : 'More than one'} team is "${wanted}"`;
  throw new CommandError(`${why}. Give --workspace one of:\n${listed(teams)}`);
}

/** Adds the admin. @returns what to tell the operator. */
export async function addedSentence(db: Database, { email, workspace }: Order, now: Date): Promise<string> {
  const { id } = chosenTeam(await allWorkspaces(db), workspace);
  const added = await addAdmin(db, { workspaceId: id, email, now });
  if (added.state === 'admin') return `${email} is an admin of "${harmless(added.team)}".`;
  const day = added.until.toISOString().slice(0, 10);
  return `${email} is an admin of "${harmless(added.team)}" as soon as they sign in, until ${day}. Who belongs to another team must leave that first.`;
}

/** `willcall admins add`. @returns the exit code. */
export async function adminsCommand(words: string[]): Promise<number> {
  const { stdout, stderr, env } = process;
  if (words.some((word) => word === '--help' || word === '-h')) {
    stdout.write(HELP);
    return 0;
  }
  try {
    const order = orderOf(words);
    const { db, close } = await openOperatorDatabase(readConfig(env), createLog({ level: 'warn' }));
    try {
      stdout.write(`${await addedSentence(db, order, new Date())}\n`);
    } finally {
      await close();
    }
    return 0;
  } catch (error) {
    return conclude(
      error,
      { stderr, signal: new AbortController().signal },
      { command: 'willcall admins', stopped: '' },
    );
  }
}
