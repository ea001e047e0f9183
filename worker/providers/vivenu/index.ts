import type { CredentialField, Provider } from '../provider.ts';
import { events } from './events.ts';
import { VivenuSettings } from './settings.ts';
import { tickets } from './tickets.ts';
import { transactions } from './transactions.ts';

const HOSTS: Readonly<Record<string, string>> = { production: 'https://vivenu.com', staging: 'https://vivenu.dev' };

const credentials: readonly CredentialField[] = [
  {
    id: 'apiKey',
    title: 'API key',
    kind: 'secret',
    required: true,
    help: 'An API key of the seller; it begins with key_.',
    where: 'In the vivenu dashboard, among the settings for developers, under API keys.',
    who: 'An administrator of the seller. An API key of an organisation is not enough: most lists refuse it.',
    leastRight: 'Reading transactions, tickets and events.',
    couldDo:
      'An API key may be as powerful as an administrator: cancel and refund sales, send mails, change events and see the API keys ' +
      'of gates. It never ends by itself. Make one for Willcall alone, give it no right but reading, and switch it off when done.',
  },
  {
    id: 'environment',
    title: 'System',
    kind: 'choice',
    required: false,
    help: 'Leave it at production unless you have a staging account.',
    where: 'It is staging when you sign in at vivenu.dev.',
    choices: Object.keys(HOSTS).map((value) => ({ value, title: value })),
  },
];

/** vivenu: tickets, transactions and events of a seller. Facts and assumptions: docs/providers/vivenu.md. */
export function vivenu(input: unknown): Provider {
  const settings = VivenuSettings.parse(input);
  return {
    id: 'vivenu',
    title: 'vivenu',
    credentials,
    baseUrl: ({ environment }) => HOSTS[environment || 'production'] ?? '',
    headers: ({ apiKey = '' }) => ({ authorization: `Bearer ${apiKey}` }),
    check: () => ({ path: '/api/events', query: { top: '1', skip: '0' }, accepted: [] }),
    datasets: [tickets(settings), transactions(settings), events(settings)],
  };
}
