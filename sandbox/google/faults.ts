import { z } from 'zod';

const pattern = z.string().refine(isPattern, 'must be a regular expression');

function isPattern(text: string): boolean {
  try {
    return new RegExp(text).source !== '';
  } catch {
    return false;
  }
}

/** One trouble to make. `method` and `path` are regular expressions; absent ones match everything. */
export const Fault = z.strictObject({
  /** How many matching requests are troubled; default 1. */
  times: z.number().int().positive().default(1),
  /** How many matching requests pass untouched before the first troubled one. */
  skip: z.number().int().nonnegative().default(0),
  method: pattern.optional(),
  path: pattern.optional(),
  /** Answer this status instead of doing the work. */
  status: z.union([z.literal(408), z.literal(413), z.literal(429), z.literal(500), z.literal(503)]).optional(),
  /** `before`: drop the connection without doing the work; `after`: do it, then drop the connection. */
  drop: z.enum(['before', 'after']).optional(),
  /** Wait before the work, in milliseconds. */
  latencyMs: z.number().nonnegative().max(600_000).optional(),
  /** Value of a `Retry-After` header on the troubled answer; Google sends none. */
  retryAfter: z.string().optional(),
});

export type Fault = z.infer<typeof Fault>;

/** Trouble on demand, for tests and the playground. The first matching fault is used up first. */
export type Faults = {
  add(fault: z.input<typeof Fault>): void;
  clear(): void;
  list(): readonly Fault[];
  /** The fault for this request, counted down; `undefined` for an ordinary request. */
  take(method: string, path: string): Fault | undefined;
};

/** An empty list of faults. */
export function createFaults(): Faults {
  let faults: Fault[] = [];
  return {
    add: (fault) => void faults.push(Fault.parse(fault)),
    clear: () => void (faults = []),
    list: () => faults,
    take(method, path) {
      const hit = faults.find((fault) => matches(fault, method, path));
      if (!hit) return undefined;
      if (hit.skip > 0) {
        hit.skip -= 1;
        return undefined;
      }
      hit.times -= 1;
      if (hit.times === 0) faults = faults.filter((fault) => fault !== hit);
      return hit;
    },
  };
}

function matches(fault: Fault, method: string, path: string): boolean {
  if (fault.method !== undefined && !new RegExp(fault.method).test(method)) return false;
  return fault.path === undefined || new RegExp(fault.path).test(path);
}
