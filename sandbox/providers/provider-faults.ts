import { z } from 'zod';

const pattern = z.string().refine(isPattern, 'must be a regular expression');

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}

const when = {
  /** Regular expression on the path; absent: every request except `/sandbox/...`. */
  path: pattern.optional(),
  /** How many requests are troubled. */
  times: z.number().int().min(1).default(1),
  /** How many matching requests pass untouched before the first troubled one. */
  skip: z.number().int().min(0).default(0),
  /** Trouble one in so many matching requests, counted from the first. */
  every: z.number().int().min(1).default(1),
};

const statusFault = z.strictObject({
  kind: z.literal('status'),
  status: z.literal([401, 403, 404, 429, 500, 502, 503, 504]),
  /** Seconds named by a `Retry-After` header; absent: no such header. */
  retryAfterSeconds: z.number().int().min(0).optional(),
  /** Write `Retry-After` as a number of seconds or as an HTTP date by the server's clock. */
  retryAfterForm: z.enum(['seconds', 'http-date']).default('seconds'),
  ...when,
});

const truncatedFault = z.strictObject({
  kind: z.literal('truncated'),
  /** How the half body is framed: a longer Content-Length, an unfinished chunked body, or a body that ends with the connection. */
  framing: z.enum(['content-length', 'chunked', 'close-delimited']).default('content-length'),
  ...when,
});

/** 200 with a web page. */
const htmlFault = z.strictObject({ kind: z.literal('html'), ...when });
/** 200 with JSON of another shape. */
const shapeFault = z.strictObject({ kind: z.literal('wrong-shape'), ...when });
/** 200 with the provider's error body. */
const errorFault = z.strictObject({ kind: z.literal('error-object'), ...when });
/** The connection is closed without an answer. */
const droppedFault = z.strictObject({ kind: z.literal('dropped'), ...when });

/** The connection stays open and no answer ever comes. */
const hangingFault = z.strictObject({ kind: z.literal('hanging'), ...when });
/** The ordinary answer, blanks added until it has so many bytes. */
const oversizeFault = z.strictObject({
  kind: z.literal('oversize'),
  bytes: z.number().int().min(1).max(200_000_000).default(1_000_000),
  ...when,
});
/** The ordinary answer with a member nobody knows in every object. */
const extraFault = z.strictObject({ kind: z.literal('extra-members'), ...when });
/** The ordinary answer with null for every text, except in members whose names match `keep`: IDs and what leads on. */
const nullsFault = z.strictObject({
  kind: z.literal('nulls'),
  keep: pattern.default('(^|_)(id|uid|code|key|href|next|object)$|(Id|Key)$'),
  ...when,
});
/** The ordinary answer with nothing in its lists, and counts of 0. */
const emptiedFault = z.strictObject({ kind: z.literal('emptied'), ...when });
/** The answer this path had before, once more; the first answer stays as it is. */
const repeatedFault = z.strictObject({ kind: z.literal('repeated'), ...when });

/** One trouble to make, e.g. `{ kind: 'status', status: 429, retryAfterSeconds: 2, times: 3, path: '/tickets$' }`. */
export const ProviderFault = z.discriminatedUnion('kind', [
  statusFault,
  truncatedFault,
  htmlFault,
  shapeFault,
  errorFault,
  droppedFault,
  hangingFault,
  oversizeFault,
  extraFault,
  nullsFault,
  emptiedFault,
  repeatedFault,
]);

export type ProviderFault = z.infer<typeof ProviderFault>;

type Armed = { readonly fault: ProviderFault; seen: number; left: number };

/** Faults waiting for their request; a fault leaves the list when its `times` are used up. */
export type ArmedFaults = {
  arm(faults: readonly ProviderFault[]): void;
  /** What is still to come, `times` counted down. */
  list(): ProviderFault[];
  /** The fault for this request, counted down; `undefined` for an ordinary request. */
  take(path: string): ProviderFault | undefined;
};

export function armedFaults(): ArmedFaults {
  let armed: Armed[] = [];
  return {
    arm: (faults) => {
      armed = faults.map((fault) => ({ fault, seen: 0, left: fault.times }));
    },
    list: () => armed.map(({ fault, left }) => ({ ...fault, times: left })),
    take(path) {
      const hit = armed.filter(({ fault }) => matches(fault, path)).find(isDue);
      if (!hit) return undefined;
      hit.left -= 1;
      armed = armed.filter(({ left }) => left > 0);
      return hit.fault;
    },
  };
}

function matches(fault: ProviderFault, path: string): boolean {
  return fault.path === undefined || new RegExp(fault.path).test(path);
}

function isDue(armed: Armed): boolean {
  const position = armed.seen - armed.fault.skip;
  armed.seen += 1;
  return position >= 0 && position % armed.fault.every === 0;
}
