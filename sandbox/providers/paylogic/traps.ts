type Json = Readonly<Record<string, unknown>>;

/** What one order of the trap event has different; a member set to `undefined` is missing in the answer. */
export type Trap = {
  readonly products: readonly string[];
  readonly status?: string;
  readonly order?: Json;
  /** How its tickets are embedded, when not as a list. */
  readonly embedded?: 'object' | 'empty' | 'absent';
  /** The application may not see it. */
  readonly forbidden?: true;
  /** Members of its tickets, in their order. */
  readonly tickets?: readonly Json[];
  /** Links of its tickets, in their order. */
  readonly links?: readonly Json[];
  /** The first ticket's embedded product has another uid than its own links say. */
  readonly productUidDiffers?: true;
  /** The first ticket's own link shows an older uid, under which it can still be read. */
  readonly olderUid?: true;
  /** The list of secondary sales has the name that is not switched on. */
  readonly otherSecondarySales?: true;
  /** Costs as a number where they are text, and the other way round. */
  readonly otherCosts?: true;
};

const only = ['only-dutch'];
const buyer = (consumer: Json): Trap => ({ products: only, tickets: [{ consumer }] });
const NOBODY = {
  first_name: '',
  last_name: '',
  date_of_birth: '',
  email: '',
  phone_number: '',
  gender: 0,
  address: '',
  postal_code: '',
  city: '',
  country: '',
  state: '',
  realm: null,
  language: null,
};

const link = (href: string) => ({ href });

export const TRAPS: readonly Trap[] = [
  { products: only, olderUid: true, productUidDiffers: true },
  { products: ['cents'], otherCosts: true },
  { products: ['dear'], otherSecondarySales: true },
  { products: ['yen', 'yen'] },
  { products: ['dinar'] },
  { products: only, status: 'pending' },
  { products: only, status: 'created', order: { payment_method: {}, shipping_method: {} } },
  { products: ['package'] },
  { products: ['package', 'cents'], status: 'refunded' },
  { products: ['dear'], tickets: [{ consumer: { ...NOBODY, first_name: 'Zoë', email: 'zoe.gift@example.org' } }] },
  { products: ['nameless'] },
  { products: only, forbidden: true },
  { products: only, links: [{ 'shop:personalization_request': [] }] },
  { products: only, links: [{ 'shop:personalization_request': link('/personalization-requests/1') }] },
  {
    products: only,
    links: [
      {
        'shop:personalization_request': [link('/personalization-requests/2'), link('/personalization-requests/3')],
        'shop:refund_requests': link('/refund-requests/1'),
      },
    ],
  },
  { products: only, links: [{ 'shop:refund_requests': undefined, 'shop:event': [] }] },
  { products: only, embedded: 'object' },
  { products: [], embedded: 'empty' },
  { products: [], embedded: 'absent', status: 'expired' },
  { products: only, status: 'chargeback' },
  { products: only, tickets: [{ status: 'blocked', loyalty_tier: 'gold', newVendorMember: { since: '2027' } }] },
  { products: only, tickets: [{ status: undefined, is_scanned: undefined, code: undefined, price: undefined }] },
  { products: only, tickets: [{ seating: null, subproduct: null, personalization_form: null }] },
  { products: only, tickets: [{ service_fee_paid: null, scannable_until: null, fulfillment_starts_at: undefined }] },
  { products: only, order: { reference: '0000123', external_reference: '=1+1' } },
  {
    products: only,
    order: { external_reference: 'x'.repeat(32), redirect_url: `https://shop.example.org/${'y'.repeat(230)}` },
  },
  { products: only, order: { grand_total: null, consumer: null, external_purchases: undefined } },
  buyer(NOBODY),
  buyer({ ...NOBODY, first_name: '=HYPERLINK("http://x","y")', last_name: '@handle', phone_number: '+1 202-555-0147' }),
  buyer({ ...NOBODY, first_name: '  Ann  ', postal_code: '01067', address: "'s-Gravenweg 1/2" }),
];
