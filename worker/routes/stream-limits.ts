import { Failure } from '../failure.ts';

/** Streams one person, and everybody together, may keep open at this process. */
const LIMITS = { person: 20, all: 1_000 };

/** Counts open event streams: each costs a question to the database three times a second. */
export type StreamLimits = {
  /**
   * Takes a place.
   *
   * @returns a function that gives it back; calling it twice does no harm.
   * @throws Failure `rate-limited` when there is none.
   */
  enter(subject: string): () => void;
};

export function createStreamLimits({ person, all } = LIMITS): StreamLimits {
  const open = new Map<string, number>();
  let total = 0;
  return {
    enter(subject) {
      const mine = open.get(subject) ?? 0;
      if (mine >= person || total >= all) {
        throw new Failure('rate-limited', 'Progress is being shown in too many places at once: close some of them.');
      }
      open.set(subject, mine + 1);
      total += 1;
      let isIn = true;
      return () => {
        if (!isIn) return;
        isIn = false;
        total -= 1;
        const left = (open.get(subject) ?? 1) - 1;
        if (left > 0) open.set(subject, left);
        else open.delete(subject);
      };
    },
  };
}
