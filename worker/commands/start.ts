import { once } from 'node:events';
import { ConfigError, readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { startWillcall, type Willcall } from '../main.ts';
import { listenForInterruption } from './interruption.ts';

const EXIT_MS = 3_000;

/** `willcall start`: runs until it is told to stop. In rehearsal only warnings are logged, so that the address is not lost. */
export async function startCommand(words: string[]): Promise<number> {
  if (words.length > 0) return refuseWords(words);
  const say = (line: string) => process.stdout.write(`${line}\n`);
  try {
    const config = readConfig(process.env);
    const level = config.GOOGLE_AUDIENCES || process.env['LOG_LEVEL'] ? config.LOG_LEVEL : 'warn';
    const began = Date.now();
    const { signal: stop } = listenForInterruption(['SIGINT', 'SIGTERM']);
    const willcall = await startWillcall({ config, log: createLog({ level }), say, playground: !config.NO_PLAYGROUND });
    say(greeting(willcall, Date.now() - began));
    if (!stop.aborted) await once(stop, 'abort');
    say('Stopping …');
    await willcall.close();
    // whatever a library still holds open does not keep us here
    setTimeout(() => process.exit(0), EXIT_MS).unref();
    return 0;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`willcall: ${error.message}\n`);
    return 1;
  }
}

function refuseWords([word]: string[]): number {
  const help = 'willcall start takes no flags; its settings are environment variables, see docs/settings.md.';
  const isHelp = word === '--help' || word === '-h';
  if (isHelp) process.stdout.write(`${help}\n`);
  else process.stderr.write(`willcall: "${word}": ${help}\n`);
  return isHelp ? 0 : 2;
}

function greeting({ url, localUrl, playgroundUrl, rehearsal }: Willcall, tookMs: number): string {
  const seconds = (tookMs / 1000).toFixed(1);
  if (rehearsal === null) return `Willcall is ready after ${seconds} s: ${url}, on this machine ${localUrl}`;
  return `Willcall is ready after ${seconds} s. Rehearsal: simulated Google and ticketing systems, no account anywhere.\n\n  ${playgroundUrl ?? url}\n`;
}
