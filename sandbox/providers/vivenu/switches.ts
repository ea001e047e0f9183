import { z } from 'zod';
import { salesChangeSwitches } from '../sales-changes.ts';
import { commonSwitches } from '../switch-board.ts';

const PageTrouble = z.strictObject({
  /** `empty`: no rows; `repeated`: the rows of the page before once more. The total stays. */
  kind: z.enum(['empty', 'repeated']),
  /** The first pages whose skip is at least this are troubled. */
  fromSkip: z.number().int().min(1).default(1),
  times: z.number().int().min(1).default(1),
});

/** Everything the vivenu stand-in can be told to do. What the vendor does not publish has its reading here. */
export const VivenuSwitches = z.strictObject({
  ...commonSwitches,
  ...salesChangeSwitches,
  unknownParameters: z.enum(['refuse', 'ignore']).default('refuse'),
  /** Highest `top`: descriptions say 1000, the introduction 100. */
  topCeiling: z.number().int().min(1).max(1000).default(1000),
  topAboveCeiling: z.enum(['refuse', 'clamp']).default('refuse'),
  /** Name of the list in an answer: `documented` is `rows` for tickets and events, `docs` elsewhere. */
  envelope: z.enum(['documented', 'docs', 'rows']).default('documented'),
  /** Order of transactions and tickets; `last-updated-first` moves a row to the front when it changes. */
  order: z.enum(['oldest-first', 'newest-first', 'last-updated-first']).default('oldest-first'),
  /** 503 for a page that begins this far down and is larger than this. */
  deepReading: z
    .strictObject({ fromSkip: z.number().int().min(0), mostTop: z.number().int().min(1) })
    .nullable()
    .default(null),
  /** Added to every `total`: a total that lies. */
  totalDelta: z.number().int().default(0),
  pageTrouble: PageTrouble.nullable().default(null),
});

export type VivenuSwitches = z.infer<typeof VivenuSwitches>;
