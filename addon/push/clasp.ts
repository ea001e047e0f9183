import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { PushProblem } from './target.ts';

/** Sentences of Google and of clasp, and what to do then. */
const HELP: readonly (readonly [RegExp, string])[] = [
  [
    /No credentials found|invalid_grant|invalid authentication/i,
    'Run “npx clasp login” as somebody who may edit the script project.',
  ],
  [
    /has not enabled the Apps Script API/i,
    'Switch it on at https://script.google.com/home/usersettings, then push again.',
  ],
  [
    /entity was not found|does not have permission/i,
    'Compare the script id with the Apps Script editor, and check that your account may edit the script.',
  ],
];

/** Runs clasp. @returns what it wrote. @throws PushProblem with its own words and, where it is known, what to do. */
export function runClasp(args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [claspFile(), ...args], { encoding: 'utf8' });
  if (status === 0) return stdout;
  throw new PushProblem(withHelp(`${stderr}${stdout}`.trim()));
}

/** What clasp said, and below it what to do where that is known. */
export function withHelp(said: string): string {
  const help = HELP.find(([pattern]) => pattern.test(said))?.[1];
  return help ? `${said}\n${help}` : said;
}

const claspFile = (): string => fileURLToPath(import.meta.resolve('@google/clasp'));
