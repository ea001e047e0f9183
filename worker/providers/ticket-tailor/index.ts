import { basic } from '../auth.ts';
import type { Provider } from '../provider.ts';
import { checkIns } from './check-ins.ts';
import { events } from './events.ts';
import { orders } from './orders.ts';
import { pace } from './pace.ts';
import { TicketTailorSettings } from './settings.ts';
import { tickets } from './tickets.ts';

/** Ticket Tailor: orders, tickets, check-ins and events of one box office. Facts and assumptions: docs/providers/ticket-tailor.md. */
export function ticketTailor(input: unknown): Provider {
  const settings = TicketTailorSettings.parse(input);
  return {
    id: 'ticket-tailor',
    title: 'Ticket Tailor',
    credentials: [
      {
        id: 'apiKey',
        title: 'API key',
        kind: 'secret',
        required: true,
        help: 'In Ticket Tailor under Box office settings, API. It starts with sk_ and sees this box office only.',
        where: 'In Ticket Tailor: Box office settings, API.',
        who: 'Whoever may change the settings of the box office.',
        leastRight: 'There is only one kind of API key, and it may do everything in this box office.',
        couldDo:
          'Void tickets, confirm payments and check people in. Willcall only reads. It sees no other box office.',
      },
    ],
    baseUrl: () => 'https://api.tickettailor.com/v1',
    headers: ({ apiKey = '' }) => basic(apiKey, ''),
    check: () => ({ path: '/ping', query: {}, accepted: [] }),
    pace,
    limit: { requests: 5000, minutes: 30 },
    datasets: [tickets(settings), orders(settings), checkIns(settings), events()],
  };
}
