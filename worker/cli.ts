import type { CodeCommand } from './commands/code.ts';
import { normaliseCommand } from './commands/normalise.ts';
import type { PeopleCommand } from './commands/people.ts';
import { providersCommand } from './commands/providers.ts';
import type { ReportCommand } from './commands/reports.ts';

const HELP = `willcall — tickets, orders and transactions in your Google Sheets

  willcall start                 the worker; without Google settings a rehearsal of everything on this machine
  willcall run [options]         read a dataset into a file; willcall run --help
  willcall reports [--json]      the saved reports and how their last refresh went
  willcall refresh --report ID   refresh a report's tab
  willcall repair --report ID    list cells people edited in columns Willcall writes; --undo writes them anew
  willcall changes --report ID   what the last refresh changed
  willcall decide --report ID    --accept or --reject what a report holds back
  willcall schedule --report ID  when a report is refreshed by itself; willcall schedule --help
  willcall export                the saved reports as a YAML file; willcall export --help
  willcall apply FILE            make reports be as such a file says; --dry-run only tells what would change
  willcall audit                 who did what (for admins); willcall audit --help
  willcall search-person         where somebody is in the team's tabs (for admins); willcall search-person --help
  willcall erase                 erase somebody from the team's tabs (for admins); willcall erase --help
  willcall admins add ADDRESS    make somebody an admin of a team (for the operator); willcall admins --help
  willcall doctor                is everything in order, and what is to be done; willcall doctor --help
  willcall service install       have a reboot bring the worker back; also status and remove; willcall service --help
  willcall rotate-keys           seal everything with a new master key (for the operator)
  willcall providers [--json]    the ticketing systems, what they offer and what they ask for
  willcall normalise [options]   the rows an answer of a ticketing system would become; willcall normalise --help

Exit codes: 0 done · 1 it could not be done, the reason is printed · 2 wrong use · 3 a ticketing system is out of reach
            · 130 interrupted
`;

type Command = (words: string[]) => Promise<number>;

function aboutReports(name: ReportCommand): Command {
  return async (words) => await (await import('./commands/reports.ts')).reportCommand(name, words);
}

function aboutCode(name: CodeCommand): Command {
  return async (words) => await (await import('./commands/code.ts')).codeCommand(name, words);
}

function aboutPeople(name: PeopleCommand): Command {
  return async (words) => await (await import('./commands/people.ts')).peopleCommand(name, words);
}

const COMMANDS: Readonly<Record<string, Command>> = {
  // Loaded when wanted: a quick command does not wait for what a worker needs.
  start: async (words) => await (await import('./commands/start.ts')).startCommand(words),
  run: async (words) => await (await import('./commands/run.ts')).runCommand(words),
  reports: aboutReports('reports'),
  refresh: aboutReports('refresh'),
  repair: aboutReports('repair'),
  changes: aboutReports('changes'),
  decide: aboutReports('decide'),
  schedule: aboutReports('schedule'),
  export: aboutCode('export'),
  apply: aboutCode('apply'),
  audit: aboutCode('audit'),
  'search-person': aboutPeople('search-person'),
  erase: aboutPeople('erase'),
  admins: async (words) => await (await import('./commands/admins.ts')).adminsCommand(words),
  doctor: async (words) => await (await import('./commands/doctor.ts')).doctorCommand(words),
  'rotate-keys': async (words) => await (await import('./commands/rotate-keys.ts')).rotateKeysCommand(words),
  service: async (words) => await (await import('./commands/service.ts')).serviceCommand(words),
  providers: providersCommand,
  normalise: normaliseCommand,
};

async function main([word, ...rest]: string[]): Promise<number> {
  if (word === undefined || word === 'help' || word === '--help' || word === '-h') {
    process.stdout.write(HELP);
    return word === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(COMMANDS, word) ? COMMANDS[word] : undefined;
  if (command) return await command(rest);
  process.stderr.write(`willcall: there is no command "${word}". Try: willcall help\n`);
  return 2;
}

process.exitCode = await main(process.argv.slice(2));
