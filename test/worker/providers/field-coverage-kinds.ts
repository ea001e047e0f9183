/** A table of fields in a provider's document, and where its records lie. */
export type Kind = {
  readonly heading: string;
  /** The dataset whose first answer holds such records. */
  readonly from: string;
  /** Members that lead from that answer to the record that rows are made of; `*` is any place of a list. */
  readonly at: string;
  /** Members that lead on from there to the record the table describes, when that is a part of it. */
  readonly within?: string;
};

/** Tables whose records no dataset reads, each with the reason. */
export const NOT_READ: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  oveit: { 'Login fields': 'the session: a token and who it belongs to, never shown' },
  paylogic: {
    'Channel fields':
      'a shop of the vendor’s pages, not of the organizer; nothing is sold in it that orders do not tell',
  },
  vivenu: { 'Gate ticket fields': 'wants the credential of a gate; the ticket list tells the same of every ticket' },
};

/** Every other table. */
export const KINDS: Readonly<Record<string, readonly Kind[]>> = {
  tixngo: [
    { heading: 'Ticket fields', from: 'tickets', at: 'result.*' },
    { heading: 'Status logs', from: 'status-logs', at: 'result.*' },
    { heading: 'Event statistics', from: 'statistics', at: '*' },
    { heading: 'Tickets injected in a month', from: 'events', at: 'events.*' },
  ],
  'ticket-tailor': [
    { heading: 'Order fields', from: 'orders', at: 'data.*' },
    { heading: 'Line item fields', from: 'orders', at: 'data.*', within: 'line_items.*' },
    { heading: 'Answer fields', from: 'orders', at: 'data.*', within: 'buyer_details.custom_questions.*' },
    { heading: 'Answer fields', from: 'tickets', at: 'data.*', within: 'custom_questions.*' },
    { heading: 'Issued ticket fields', from: 'tickets', at: 'data.*' },
    { heading: 'Check-in fields', from: 'check-ins', at: 'data.*' },
    { heading: 'Event fields', from: 'events', at: 'data.*' },
    { heading: 'Date object fields', from: 'events', at: 'data.*', within: 'start' },
    { heading: 'Ticket type fields', from: 'events', at: 'data.*', within: 'ticket_types.*' },
    { heading: 'Ticket group fields', from: 'events', at: 'data.*', within: 'ticket_groups.*' },
  ],
  vivenu: [
    { heading: 'Transaction fields', from: 'transactions', at: 'docs.*' },
    { heading: 'Cart ticket fields', from: 'transactions', at: 'docs.*', within: 'tickets.*' },
    { heading: 'Cart product fields', from: 'transactions', at: 'docs.*', within: 'products.*' },
    { heading: 'Additional item fields', from: 'transactions', at: 'docs.*', within: 'additionalItems.*' },
    { heading: 'Fee fields', from: 'transactions', at: 'docs.*', within: 'outerFeeComponents.fix.*' },
    {
      heading: 'Cancellable item fields',
      from: 'transactions',
      at: 'docs.*',
      within: 'cancellationInfo.cancellableItems.*',
    },
    { heading: 'History entry fields', from: 'transactions', at: 'docs.*', within: 'historyEntries.*' },
    { heading: 'Ticket fields', from: 'tickets', at: 'rows.*' },
    { heading: 'Event fields', from: 'events', at: 'rows.*' },
    { heading: 'Ticket type fields', from: 'events', at: 'rows.*', within: 'tickets.*' },
  ],
  oveit: [
    { heading: 'Event fields', from: 'events', at: 'events.*' },
    { heading: 'Ticket type fields', from: 'events', at: 'events.*', within: 'ticket_types.*' },
    { heading: 'Ticket fields', from: 'tickets', at: 'tickets.*' },
    { heading: 'Attendee fields', from: 'attendees', at: 'attendees.*' },
    { heading: 'Form fields', from: 'attendees', at: '', within: 'fields.*' },
    { heading: 'Scan fields', from: 'scan', at: '' },
  ],
  paylogic: [
    { heading: 'Ticket fields', from: 'tickets', at: '_embedded.shop:order.*._embedded.shop:ticket.*' },
    {
      heading: 'Product fields',
      from: 'tickets',
      at: '_embedded.shop:order.*._embedded.shop:ticket.*',
      within: '_embedded.shop:product',
    },
    { heading: 'Order fields', from: 'orders', at: '_embedded.shop:order.*' },
    { heading: 'Event fields', from: 'events', at: '_embedded.shop:event.*' },
    {
      heading: 'Links of a ticket',
      from: 'tickets',
      at: '_embedded.shop:order.*._embedded.shop:ticket.*',
      within: '_links',
    },
  ],
};
