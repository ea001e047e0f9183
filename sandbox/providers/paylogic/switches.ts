import { z } from 'zod';
import { commonSwitches } from '../switch-board.ts';

const rate = z.number().min(0).max(10_000);

const Changes = z.strictObject({
  sales: rate.default(0),
  payments: rate.default(0),
  scans: rate.default(0),
  cancellations: rate.default(0),
  vanishes: rate.default(0),
});

const PageTrouble = z.strictObject({
  /** `empty`: no items; `repeated`: the items of the page before once more. Count and links stay. */
  kind: z.enum(['empty', 'repeated']),
  /** The first pages whose number is at least this are troubled. */
  fromPage: z.number().int().min(2).default(2),
  times: z.number().int().min(1).default(1),
});

const tickets = z.enum(['whole', 'links', 'absent']).default('whole');

/** Everything the Paylogic stand-in can be told to do. What the vendor does not publish has its reading here. */
export const PaylogicSwitches = z.strictObject({
  ...commonSwitches,
  /** Items on a page; the vendor's is fixed. */
  pageSize: z.number().int().min(1).max(10_000).default(500),
  /** What a page number beyond the last one gives. */
  pastTheEnd: z.enum(['last-page', 'empty']).default('last-page'),
  /** The `next` link of the last page; `beyond` leads past the end, and so round for ever. */
  lastNext: z.enum(['absent', 'null', 'beyond']).default('absent'),
  /** Added to every `item_count`: a count that lies. */
  itemCountDelta: z.number().int().default(0),
  pageTrouble: PageTrouble.nullable().default(null),
  /** `false`: nobody may list orders (403). */
  orderList: z.boolean().default(true),
  /** `false`: the application may not see orders and their tickets at all (403). */
  orderRight: z.boolean().default(true),
  /** Orders the application may not see (403), besides the one in the trap event. */
  forbiddenOrders: z.array(z.string()).max(1000).default([]),
  /** How an order shows its tickets when it is asked for alone. */
  orderTickets: tickets,
  /** The same for orders in a list. */
  listedOrderTickets: tickets,
  /** What a barcode nobody has gives. */
  barcodeNoMatch: z.enum(['empty', 'not-found']).default('empty'),
  /** Which of the two published names the list of secondary sales has; the trap event shows both. */
  secondarySales: z.enum(['shop:transfer_sale', 'shop:secondary_sales']).default('shop:transfer_sale'),
  /** What the `shop:parent` link of a part of a package leads to. */
  parentLink: z.enum(['ticket', 'product']).default('ticket'),
  /** Costs of payment and shipping as decimal text or, as in older answers, as a JSON number; the trap event shows both. */
  costs: z.enum(['string', 'number']).default('string'),
  /** `false`: the event list shows past and future sales too when no sale date is given. */
  defaultSaleFilter: z.boolean().default(true),
  unknownParameters: z.enum(['refuse', 'ignore']).default('refuse'),
  /** `misdirected`: HTTP/1.1 gets 421. */
  http1: z.enum(['serve', 'misdirected']).default('serve'),
  /** `true`: events, products and channels get 403 and a web page, as from a protected host. */
  botFilter: z.boolean().default(false),
  /** Orders sold, paid, cancelled and removed without a trace, and tickets scanned, in every event somebody has read, per second. */
  salesPerSecond: rate.default(0),
  paymentsPerSecond: rate.default(0),
  scansPerSecond: rate.default(0),
  cancellationsPerSecond: rate.default(0),
  vanishesPerSecond: rate.default(0),
  /** The same after every page of orders; fractions add up, so 0.5 is one change every second page. */
  changesPerPage: Changes.nullable().default(null),
  /** Where a new order stands in the list. */
  salesLand: z.enum(['end', 'start', 'anywhere']).default('end'),
});

export type PaylogicSwitches = z.infer<typeof PaylogicSwitches>;
