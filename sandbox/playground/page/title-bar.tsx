import type { ComponentChildren, VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { WorkbookView } from '../wire.ts';
import type { Viewer } from './api.ts';
import { ShareDialog } from './share-dialog.tsx';

type TitleBarProps = {
  workbook: WorkbookView;
  viewer: Viewer;
  users: readonly string[];
  onUser: (user: string) => void;
  /** The menus below the title. */
  children: ComponentChildren;
};

/** Name of the spreadsheet, sharing and the account one acts as. */
export function TitleBar({ workbook, viewer, users, onUser, children }: TitleBarProps): VNode {
  const [isSharing, setSharing] = useState(false);
  const canEdit = workbook.role === 'owner' || workbook.role === 'writer';
  return (
    <header class="title-bar">
      <SheetIcon />
      <div class="title">
        <div class="name">
          <h1>{workbook.title}</h1>
          {!canEdit && <span class="badge">View only</span>}
        </div>
        {children}
      </div>
      <div class="account">
        <button type="button" class="share" onClick={() => setSharing(true)}>
          <LockIcon />
          Share
        </button>
        <UserSwitch users={users} user={viewer.user} onUser={onUser} />
      </div>
      {isSharing && <ShareDialog workbook={workbook} viewer={viewer} onClose={() => setSharing(false)} />}
    </header>
  );
}

type UserSwitchProps = { users: readonly string[]; user: string; onUser: (user: string) => void };

/** Chooses the account; in the rehearsal one can be anybody. */
export function UserSwitch({ users, user, onUser }: UserSwitchProps): VNode {
  const all = users.includes(user) ? users : [...users, user];
  return (
    <label class="user">
      <span class="avatar" data-user={user.charAt(0)} aria-hidden="true">
        {user.charAt(0).toUpperCase()}
      </span>
      <select aria-label="Act as" value={user} onChange={(event) => onUser(event.currentTarget.value)}>
        {all.map((email) => (
          <option key={email} value={email}>
            {email}
          </option>
        ))}
      </select>
    </label>
  );
}

function SheetIcon(): VNode {
  return (
    <svg class="sheet-icon" viewBox="0 0 24 32" width="27" height="36" aria-hidden="true">
      <path d="M2 0h14l8 8v22a2 2 0 0 1-2 2H2a2 2 0 0 1-2-2V2a2 2 0 0 1 2-2z" fill="#188038" />
      <path d="M16 0l8 8h-8z" fill="#0d652d" />
      <path d="M5 14h14v12H5zm2 2v2.5h4V16zm6 0v2.5h4V16zm-6 5v3h4v-3zm6 0v3h4v-3z" fill="#fff" fill-rule="evenodd" />
    </svg>
  );
}

function LockIcon(): VNode {
  return (
    <svg viewBox="0 0 24 24" width="16" height="16" fill="currentColor" aria-hidden="true">
      <path d="M18 8h-1V6A5 5 0 0 0 7 6v2H6a2 2 0 0 0-2 2v10a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2V10a2 2 0 0 0-2-2zM9 6a3 3 0 0 1 6 0v2H9z" />
    </svg>
  );
}
