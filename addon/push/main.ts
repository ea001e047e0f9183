import { runClasp } from './clasp.ts';
import { changesTo, keepPresent } from './replaced.ts';
import { PushProblem, readTarget } from './target.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Pushes the built add-on. @param args the target ("dev" when absent), then options for clasp such as `--user work`. */
function push(args: readonly string[]): void {
  const [first = 'dev', ...rest] = args[0]?.startsWith('-') ? ['dev', ...args] : args;
  refuseOtherProject(rest);
  const target = readTarget(first);
  const before = keepPresent(target, rest);
  const changes = changesTo(before);
  if (changes.length === 0) return say(`${target.name} (script ${target.scriptId}) has this build already.`);
  runClasp(['--project', target.file, ...rest, 'push', '--force']);
  say(`Pushed to ${target.name} (script ${target.scriptId}):`);
  for (const change of changes) say(`  ${change}`);
  say(`What was there before is in ${before}.`);
}

/** clasp takes the last one it is given: it would be another script than the one that is named here, and told of. */
function refuseOtherProject(options: readonly string[]): void {
  const other = options.find((word) => /^(?:-P|--proj)/.test(word));
  if (other)
    throw new PushProblem(
      `${other} is not for here: name the target (dev or prod), whose file says which script it is.`,
    );
}

try {
  push(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof PushProblem)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
