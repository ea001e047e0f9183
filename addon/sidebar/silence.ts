/** Watches over something that should give signs of life. */
export type Silence = {
  /** Aborted when it stayed silent too long, or when the outer signal is. */
  signal: AbortSignal;
  /** There was a sign: the time starts anew. */
  heard: () => void;
  /** Whether it stayed silent too long. */
  isOver: () => boolean;
  /** Stops watching and aborts what still hangs on the signal. */
  end: () => void;
};

/** @param ms how long silence may last. */
export function startSilence(ms: number, outer: AbortSignal): Silence {
  const controller = new AbortController();
  let isOver = false;
  const abort = (): void => controller.abort();
  const giveUp = (): void => {
    isOver = true;
    abort();
  };
  let timer = setTimeout(giveUp, ms);
  outer.addEventListener('abort', abort);
  if (outer.aborted) abort();
  return {
    signal: controller.signal,
    heard: () => {
      clearTimeout(timer);
      timer = setTimeout(giveUp, ms);
    },
    isOver: () => isOver,
    end: () => {
      clearTimeout(timer);
      outer.removeEventListener('abort', abort);
      abort();
    },
  };
}
