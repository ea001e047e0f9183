import { basic } from '../auth.ts';
import type { CredentialField, Credentials, Provider } from '../provider.ts';
import { events } from './events.ts';
import { failure } from './failure.ts';
import { orders } from './orders.ts';
import { PaylogicSettings } from './settings.ts';
import { tickets } from './tickets.ts';

const HOSTS: Readonly<Record<string, string>> = {
  production: 'https://shopping-api.paylogic.com',
  sandbox: 'https://shopping-api.sandbox.paylogic.com',
};

const MANAGER = 'Your client success manager at Paylogic; there is no page to make one yourself.';

const credentials: readonly CredentialField[] = [
  {
    id: 'authentication',
    title: 'Log in with',
    kind: 'choice',
    required: false,
    help: 'An application is what reports are made for.',
    choices: [
      { value: 'basic', title: 'Application name and secret' },
      { value: 'bearer', title: 'Token of a shop (Bearer)' },
      { value: 'cognito', title: 'Token of a guest who logged in (Cognito)' },
    ],
  },
  {
    id: 'app',
    title: 'Application name',
    kind: 'text',
    required: false,
    help: 'Of the application Paylogic set up for you.',
    where: 'In the message in which Paylogic handed over the application.',
    who: MANAGER,
    leastRight: 'To see orders, of your events only.',
  },
  {
    id: 'secret',
    title: 'Secret',
    kind: 'secret',
    required: false,
    help: 'The secret of that application.',
    where: 'In the message in which Paylogic handed over the application.',
    who: MANAGER,
    leastRight: 'To see orders, of your events only.',
    couldDo: 'Make and cancel orders, if Paylogic gave the application these rights. Willcall never does.',
  },
  {
    id: 'bearerToken',
    title: 'Shop token',
    kind: 'secret',
    required: false,
    help: 'Reads events, and single orders the shop made; no lists of orders.',
    where: 'In the settings of a shop that runs in the browser.',
    who: MANAGER,
    leastRight: 'It has the least there is.',
    couldDo: 'Make orders. Willcall never does.',
  },
  {
    id: 'cognitoToken',
    title: 'Guest token',
    kind: 'secret',
    required: false,
    help: 'Reads the orders and tickets of the guest it belongs to. It runs out soon, and cannot be renewed here.',
    where: 'It is the access token a shop gets when the guest logs in.',
    who: 'The guest, by logging in.',
    leastRight: 'It has the least there is.',
    couldDo: 'What that guest can do: make orders, hand tickets on. Willcall never does.',
  },
  {
    id: 'environment',
    title: 'System',
    kind: 'choice',
    required: false,
    help: 'Leave it at production unless Paylogic gave you a trial account.',
    choices: Object.keys(HOSTS).map((value) => ({ value, title: value })),
  },
];

const NEEDS: Readonly<Record<string, readonly string[]>> = {
  basic: ['app', 'secret'],
  bearer: ['bearerToken'],
  cognito: ['cognitoToken'],
};

/** Only what the chosen way to log in needs has to be there. */
function misfit(given: Credentials): string | null {
  const missing = NEEDS[given['authentication'] || 'basic']?.find((id) => !given[id]?.trim());
  const named = credentials.find(({ id }) => id === missing);
  return named ? `${named.title}: is missing.` : null;
}

function headers({ authentication, app = '', secret = '', bearerToken = '', cognitoToken = '' }: Credentials) {
  if (authentication === 'bearer') return { authorization: `Bearer ${bearerToken.trim()}` };
  if (authentication === 'cognito') return { 'cognito-token': cognitoToken.trim() };
  return basic(app.trim(), secret.trim());
}

/** Paylogic: events, orders and tickets of an organizer. Facts and assumptions: docs/providers/paylogic.md. */
export function paylogic(input: unknown): Provider {
  const settings = PaylogicSettings.parse(input);
  return {
    id: 'paylogic',
    title: 'Paylogic',
    credentials,
    misfit,
    baseUrl: ({ environment }) => HOSTS[environment || 'production'] ?? '',
    headers,
    failure,
    // No event is sold that far ahead: the answer is short, and still only for those who may ask.
    check: () => ({ path: '/events', query: { sale_start__gte: '2999-01-01T00:00:00Z' }, accepted: [] }),
    datasets: [events(), orders(settings), tickets(settings)],
  };
}
