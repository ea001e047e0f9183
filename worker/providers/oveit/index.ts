import { z } from 'zod';
import type { CredentialField, Provider } from '../provider.ts';
import { failure } from './failure.ts';
import { post } from './lists.ts';
import { attendees } from './attendees.ts';
import { checkIns } from './check-ins.ts';
import { events } from './events.ts';
import { tickets } from './tickets.ts';

/** Nothing to set: the address can be replaced as every provider's. */
const Settings = z.strictObject({});

const LogIn = z.object({ token: z.string().min(1) });

const credentials: readonly CredentialField[] = [
  {
    id: 'email',
    title: 'E-mail address',
    kind: 'text',
    required: true,
    help: 'What you log in to Oveit with. Better an account made for this than your own.',
    where: 'It is the address you log in to Oveit with; there are no API keys to make.',
    who: 'Whoever owns the Oveit account can add an account for somebody of the staff.',
    leastRight:
      'Oveit does not say what each right allows. Accounts for check-in staff were seen with fewer rights: one may be enough for events, tickets, check-ins and look-ups. Registration forms may need the right "api" or the owner: try, and the answer tells.',
  },
  {
    id: 'password',
    title: 'Password',
    kind: 'secret',
    required: true,
    help: 'The password of that account. It is changed in Oveit, and then here.',
    where: 'Chosen when the account is made in Oveit.',
    who: 'Whoever the account belongs to.',
    leastRight: 'That of the account.',
    couldDo:
      'Check people in and use up add-ons; with accounts that may, move money on wristbands and change events. Willcall never does.',
  },
];

/** Oveit: events, tickets, check-ins and attendees of a seller. Facts and assumptions: docs/providers/oveit.md. */
export function oveit(input: unknown): Provider {
  Settings.parse(input);
  return {
    id: 'oveit',
    title: 'Oveit',
    credentials,
    baseUrl: () => 'https://l.oveit.com/api',
    // Messages are shown to the organizer.
    headers: () => ({ 'accept-language': 'en' }),
    session: {
      request: ({ email = '', password = '' }) => post('/seller/login', { email, password }),
      // A header keeps the token out of logs of addresses.
      headers: (body) => ({ authorization: `Bearer ${LogIn.parse(body).token}` }),
    },
    failure,
    check: () => ({ ...post('/seller/events'), accepted: [] }),
    datasets: [tickets(), attendees(), checkIns(), events()],
  };
}
