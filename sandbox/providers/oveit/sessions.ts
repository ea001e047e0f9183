import { dice } from '../random.ts';
import type { OveitSwitches } from './switches.ts';

type Session = { expiresAt: number; calls: number };

/** Tokens of those who logged in. */
export type Sessions = {
  /** A new token. */
  open(): string;
  /** Whether the token is alive; if so it gets new life. */
  use(token: string): boolean;
};

/** @param now milliseconds since 1970 */
export function sessions(seed: number, now: () => number, switches: () => OveitSwitches): Sessions {
  const own = dice(seed, 'oveit/tokens');
  const opened = new Map<string, Session>();
  const end = () => now() + switches().tokenSeconds * 1000;
  return {
    open() {
      const token = own.hex(opened.size, 'token', 40);
      opened.set(token, { expiresAt: end(), calls: 0 });
      return token;
    },
    use(token) {
      const session = opened.get(token);
      const { callsPerToken, slidingToken } = switches();
      if (!session || now() >= session.expiresAt) return false;
      if (callsPerToken !== null && session.calls >= callsPerToken) return false;
      session.calls += 1;
      if (slidingToken) session.expiresAt = end();
      return true;
    },
  };
}
