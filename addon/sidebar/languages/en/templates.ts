/** The texts about lists many organizers want. */
export const templateWords = {
  templates: {
    title: 'Begin with',
    names: {
      'door-list': 'Door list',
      accounting: 'Orders for accounting',
      'check-in-status': 'Check-in status',
      'opt-ins': 'Marketing opt-ins',
    },
    about: {
      'door-list':
        'Who comes, with ticket type, seat and whether they are in. Cancelled tickets are left out, and so are barcodes.',
      accounting: 'Every order with its amounts, also cancelled and refunded ones.',
      'check-in-status': 'Each ticket and whether it was scanned, without names.',
      'opt-ins': 'Names and e-mail addresses, only of people who agreed to marketing.',
    },
    means: {
      event: 'event',
      name: 'names',
      email: 'e-mail addresses',
      ticketType: 'ticket type',
      ticket: 'ticket ID',
      seat: 'seats',
      status: 'status',
      checkedIn: 'who was scanned',
      checkedInAt: 'when a ticket was scanned',
      entrance: 'at which entrance',
      order: 'order number',
      bought: 'date of the order',
      tickets: 'number of tickets',
      total: 'amounts',
      fees: 'fees',
      tax: 'taxes',
      discount: 'discounts',
      refunded: 'refunds',
      currency: 'currency',
      payment: 'payment',
      agreed: 'who agreed to marketing',
    },
    leftOut: (system: string, things: string) => `${system} does not tell: ${things}.`,
    notFrom: (system: string, names: string) => `Not possible with ${system}: ${names}.`,
  },
};
