import { afterEach, describe, expect, it, vi } from 'vitest';
import { Interruption, listenForInterruption } from '../../../worker/commands/interruption.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('Ctrl-C', () => {
  it('that npm passes on a second time is one press: the command tidies up', () => {
    const exit = vi.spyOn(process, 'exit').mockReturnValue(undefined as never);
    const { signal, release } = listenForInterruption();
    process.emit('SIGINT', 'SIGINT');
    process.emit('SIGINT', 'SIGINT');
    release();
    expect(signal.reason).toBeInstanceOf(Interruption);
    expect(exit).not.toHaveBeenCalled();
  });

  it('pressed again later ends the process at once', () => {
    const exit = vi.spyOn(process, 'exit').mockReturnValue(undefined as never);
    const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
    const { release } = listenForInterruption();
    process.emit('SIGINT', 'SIGINT');
    clock.mockReturnValue(1500);
    process.emit('SIGINT', 'SIGINT');
    release();
    expect(exit).toHaveBeenCalledWith(130);
  });
});
