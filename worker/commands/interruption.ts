import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
type Signal = (typeof SIGNALS)[number];
/** One Ctrl-C arrives twice under npm: from the terminal, and passed on by npm. */
const SAME_PRESS_MS = 1000;

/** Why a command was stopped; `exitCode` as shells know it: 130 for Ctrl-C. */
export class Interruption extends Error {
  override readonly name = 'Interruption';
  readonly exitCode: number;

  constructor(signal: Signal) {
    super(`Stopped by ${signal}.`);
    this.exitCode = 128 + constants.signals[signal];
  }
}

/** Turns the first Ctrl-C into an aborted signal, so that a command can tidy up; a later one ends the process at once. */
export function listenForInterruption(signals: readonly Signal[] = SIGNALS): { signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  let firstAt: number | null = null;
  const onSignal = (name: Signal): void => {
    const interruption = new Interruption(name);
    firstAt ??= performance.now();
    if (performance.now() - firstAt > SAME_PRESS_MS) process.exit(interruption.exitCode);
    controller.abort(interruption);
  };
  for (const name of signals) process.on(name, onSignal);
  const release = (): void => {
    for (const name of signals) process.off(name, onSignal);
  };
  return { signal: controller.signal, release };
}
