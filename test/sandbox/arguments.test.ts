import { describe, expect, it } from 'vitest';
import { ArgumentError, readArguments } from '../../sandbox/arguments.ts';

describe('the command line of the sandbox', () => {
  it('has a default for everything', () => {
    expect(readArguments([])).toEqual({ json: false, help: false, options: { port: 8790, quota: true } });
  });

  it('takes every flag', () => {
    const args = ['--port', '9000', '--json', '--no-quota', '--data-dir', 'kept', '--seed', '7'];
    const options = { port: 9000, quota: false, dataDir: 'kept', seed: 7 };
    expect(readArguments(args)).toEqual({ json: true, help: false, options });
  });

  it.each([
    [['--prot', '1'], "Unknown option '--prot'"],
    [['8790'], "Unexpected argument '8790'"],
    [['--port', 'abc'], "--port must be a whole number from 0 to 65000, not 'abc'."],
    [['--port', '70000'], '--port must be a whole number'],
    [['--port', '-1'], '--port'],
    [['--seed', '1.5'], '--seed must be a whole number'],
    [['--data-dir', ''], '--data-dir must name a folder.'],
    [['--port'], '--port'],
  ])('refuses %j', (args, message) => {
    expect(() => readArguments(args)).toThrow(ArgumentError);
    expect(() => readArguments(args)).toThrow(message);
  });
});
