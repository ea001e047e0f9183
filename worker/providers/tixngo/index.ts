import { basic, header } from '../auth.ts';
import type { CredentialField, Provider } from '../provider.ts';
import { injections } from './injections.ts';
import { TixngoSettings } from './settings.ts';
import { statistics } from './statistics.ts';
import { statusLogs } from './status-logs.ts';
import { tickets } from './tickets.ts';

const ENVIRONMENTS: Readonly<Record<string, string>> = {
  production: 'https://api.tixngo.io/v3',
  'pre-production': 'https://pp5-api.tixngo.io/v3',
  validation: 'https://val5-api.tixngo.io/v3',
  integration: 'https://int5-api.tixngo.io/v3',
};

const choices = Object.keys(ENVIRONMENTS).map((value) => ({ value, title: value }));
const credentials: CredentialField[] = [
  {
    id: 'email',
    title: 'E-mail address',
    kind: 'text',
    required: true,
    help: 'Of an administrator account of the organizer in the TIXNGO back office.',
    where: 'The address you log in to the TIXNGO back office with.',
    who: 'An administrator of the organizer.',
    leastRight: 'That of its API key.',
    couldDo: 'Nothing without its API key.',
  },
  {
    id: 'apiKey',
    title: 'API key',
    kind: 'secret',
    required: true,
    help: 'Made for that account in the TIXNGO back office, under its API settings.',
    where: 'In the TIXNGO back office, in the API settings of that account; or ask TIXNGO for one.',
    who: 'An administrator of the organizer; the API key goes with that account.',
    leastRight: 'Reading the reports of the organizer.',
    couldDo: 'It is the API key of an administrator: the same interface also takes new tickets in.',
  },
  {
    id: 'environment',
    title: 'System',
    kind: 'choice',
    required: false,
    help: 'Leave it at production unless TIXNGO gave you a test account.',
    where: 'TIXNGO tells you when it gives you a test account.',
    who: 'Nobody makes it: it only says which of their systems is asked.',
    leastRight: 'None.',
    couldDo: 'Nothing.',
    choices,
  },
];

/** TIXNGO (SecuTix): tickets in a phone wallet. Facts and assumptions: docs/providers/tixngo.md. */
export function tixngo(input: unknown): Provider {
  const settings = TixngoSettings.parse(input);
  return {
    id: 'tixngo',
    title: 'TIXNGO',
    credentials,
    baseUrl: ({ environment }) => ENVIRONMENTS[environment || 'production'] ?? '',
    headers: ({ email = '', apiKey = '' }) =>
      settings.authScheme === 'basic' ? basic(email, apiKey) : header(settings.authHeader, apiKey),
    check: (now) => ({
      path: settings.injectedPath,
      query: { period: monthBefore(now), limit: '1', offset: '0' },
      // TIXNGO has no "who am I"; whatever is said about the report, only 401 and 403 speak of the key.
      accepted: [400, 404],
    }),
    datasets: [tickets(settings), statusLogs(settings), statistics(settings), injections(settings)],
  };
}

function monthBefore(now: Date): string {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
}
