import type { VNode } from 'preact';
import { accountOf, Avatar, type Eyes } from './account-menu.tsx';
import type { WorkbookFailure } from './use-workbook.ts';

type NoAccessProps = { eyes: Eyes; failure: WorkbookFailure; onHome: () => void };

/** What Google shows to somebody without access, with the way back. */
export function NoAccess({ eyes, failure, onHome }: NoAccessProps): VNode {
  const { users, user, onUser } = eyes;
  return (
    <div class="no-access">
      <h1>{failure.title}</h1>
      <p>{failure.message}</p>
      <p>
        You are signed in as <b>{accountOf(users, user).email}</b>. Switch to somebody who has access
        {failure.isRefused ? ' and share it with this address to let it in.' : '.'}
      </p>
      <div class="no-access-accounts">
        {users
          .filter(({ email }) => email !== user)
          .map((one) => (
            <button key={one.email} type="button" onClick={() => onUser(one.email)}>
              <Avatar account={one} />
              Switch to {one.name.toLowerCase()}
            </button>
          ))}
        {!failure.isRefused && (
          <button type="button" onClick={onHome}>
            Back to the demo spreadsheet
          </button>
        )}
      </div>
    </div>
  );
}
