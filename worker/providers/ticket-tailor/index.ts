import { z } from 'zod';
import { basic } from '../auth.ts';
import type { Provider } from '../provider.ts';
import { checkIns } from './check-ins.ts';
import { events } from './events.ts';
import { orders } from './orders.ts';
import { pace } from './pace.ts';
import { tickets } from './tickets.ts';

const Settings = z.strictObject({ baseUrl: z.url().default('https://api.tickettailor.com/v1') });

/** Ticket Tailor: orders, tickets, check-ins and events of one box office. Facts and assumptions: docs/providers/ticket-tailor.md. */
export function ticketTailor(input: unknown): Provider {
  const { baseUrl } = Settings.parse(input);
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
      },
    ],
    baseUrl: () => baseUrl,
    headers: ({ apiKey = '' }) => basic(apiKey, ''),
    check: () => ({ path: '/ping', query: {}, accepted: [] }),
    pace,
    datasets: [tickets(), orders(), checkIns(), events()],
  };
}
