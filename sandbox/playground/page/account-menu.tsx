import type { VNode } from 'preact';
import type { Account, PersonView } from '../wire.ts';
import { Menu } from './menus/menu.tsx';

/** Languages the sidebar can be looked at in. */
const LANGUAGES = [
  ['en', 'English'],
  ['de', 'Deutsch'],
] as const;

const ROLES: Record<PersonView['role'] | 'none', string> = {
  owner: 'owns this spreadsheet',
  writer: 'may edit',
  commenter: 'may look',
  reader: 'may look',
  none: 'no access',
};

/** What the page knows of who looks at it, and how that is changed. */
export type Eyes = {
  users: readonly Account[];
  user: string;
  locale: string;
  onUser: (email: string) => void;
  onLocale: (locale: string) => void;
};

/** Whose eyes one sees with; another person is two clicks away. */
export function AccountMenu({ eyes, role }: { eyes: Eyes; role: PersonView['role'] | 'none' }): VNode {
  const { users, user, locale, onUser, onLocale } = eyes;
  const me = accountOf(users, user);
  const caption = (
    <>
      <Avatar account={me} />
      <span class="account-name">
        <b>{me.name}</b>
        <small>{ROLES[role]}</small>
      </span>
    </>
  );
  return (
    <Menu caption={caption} look="account-button" label={`You are ${me.email}. Switch account`} isRight>
      <div class="menu-title">See this spreadsheet as</div>
      {users.map((one) => (
        <button
          key={one.email}
          type="button"
          role="menuitemradio"
          aria-checked={one.email === user}
          class="account-line"
          onClick={() => onUser(one.email)}
        >
          <Avatar account={one} />
          <span class="account-name">
            <b>{one.name}</b>
            <small>
              {one.email} · {one.who}
            </small>
          </span>
        </button>
      ))}
      <hr />
      <div class="menu-title">Language of the sidebar</div>
      {LANGUAGES.map(([code, name]) => (
        <button
          key={code}
          type="button"
          role="menuitemradio"
          aria-checked={code === locale}
          onClick={() => onLocale(code)}
        >
          <span class="menu-check" aria-hidden="true">
            {code === locale ? '✓' : ''}
          </span>
          {name}
        </button>
      ))}
    </Menu>
  );
}

/** The account with this address; made of the address for one that is not in the list. */
export function accountOf(users: readonly Account[], email: string): Account {
  const known = users.find((one) => one.email === email);
  return known ?? { email, name: email.split('@')[0] ?? email, who: '' };
}

export function Avatar({ account }: { account: Account }): VNode {
  return (
    <span class="avatar" data-user={account.name.charAt(0).toLowerCase()} aria-hidden="true">
      {account.name.charAt(0).toUpperCase()}
    </span>
  );
}
