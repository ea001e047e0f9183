import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Why a command was stopped; `exitCode` as shells know it: 130 for Ctrl-C. */
export class Interruption extends Error {
  override readonly name = 'Interruption';
  readonly exitCode: number;

  constructor(signal: (typeof SIGNALS)[number]) {
    super(`Stopped by ${signal}.`);
    this.exitCode = 128 + constants.signals[signal];
  }
}

/** Turns the first Ctrl-C into an aborted signal, so that a command can tidy up; the second ends the process at once. */
export function listenForInterruption(): { signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const onSignal = (name: (typeof SIGNALS)[number]): void => {
    const interruption = new Interruption(name);
    if (controller.signal.aborted) process.exit(interruption.exitCode);
    controller.abort(interruption);
  };
  for (const name of SIGNALS) process.on(name, onSignal);
  const release = (): void => {
    for (const name of SIGNALS) process.off(name, onSignal);
  };
  return { signal: controller.signal, release };
}
