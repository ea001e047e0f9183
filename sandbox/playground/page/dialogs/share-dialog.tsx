import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Account, LinkRole, PersonView, WorkbookView } from '../../wire.ts';
import { shareByLink, sharePerson, type Viewer } from '../api.ts';
import { messageOf } from '../message-of.ts';
import { Dialog } from './dialog.tsx';

const ROLES: Record<PersonView['role'], string> = {
  owner: 'Owner',
  writer: 'Editor',
  commenter: 'Commenter',
  reader: 'Viewer',
};

const LINKS: Record<LinkRole, string> = {
  none: 'Restricted: only people listed above',
  reader: 'Anyone with the link may look',
  writer: 'Anyone with the link may edit',
};

type ShareProps = { workbook: WorkbookView; viewer: Viewer; users: readonly Account[]; onClose: () => void };

/** Who has access, with the account that writes for the add-on among them; access can be given and taken here. */
export function ShareDialog({ workbook, viewer, users, onClose }: ShareProps): VNode {
  const [failure, setFailure] = useState('');
  const canShare = workbook.role === 'owner' || workbook.role === 'writer';
  const follow = (work: Promise<unknown>): void => {
    setFailure('');
    work.catch((error: unknown) => setFailure(messageOf(error)));
  };
  const change = (email: string, role: PersonView['role'] | 'none'): void => follow(sharePerson(viewer, email, role));
  const missing = users.filter(({ email }) => !workbook.people.some((person) => person.email === email));
  return (
    <Dialog label={`Share “${workbook.title}”`} onClose={onClose} look="share-dialog">
      {canShare && <AddPerson suggestions={missing} onAdd={change} />}
      <h3>People with access</h3>
      <ul>
        {workbook.people.map((person) => (
          <Person key={person.email} person={person} canShare={canShare} onChange={change} />
        ))}
      </ul>
      <h3>General access</h3>
      <select
        aria-label="General access"
        disabled={!canShare}
        value={workbook.link}
        onChange={(event) => follow(shareByLink(viewer, linkRoleOf(event.currentTarget.value)))}
      >
        {Object.entries(LINKS).map(([role, text]) => (
          <option key={role} value={role}>
            {text}
          </option>
        ))}
      </select>
      {failure !== '' && <p class="failure">{failure}</p>}
      <button type="button" class="primary" onClick={onClose}>
        Done
      </button>
    </Dialog>
  );
}

function linkRoleOf(value: string): LinkRole {
  return value === 'writer' || value === 'reader' ? value : 'none';
}

type PersonProps = {
  person: PersonView;
  canShare: boolean;
  onChange: (email: string, role: PersonView['role'] | 'none') => void;
};

function Person({ person, canShare, onChange }: PersonProps): VNode {
  const isFixed = !canShare || person.role === 'owner';
  return (
    <li>
      <span class="email">{person.email}</span>
      {isFixed ? (
        <span class="role">{ROLES[person.role]}</span>
      ) : (
        <select
          aria-label={`Role of ${person.email}`}
          value={person.role}
          onChange={(event) => onChange(person.email, roleOf(event.currentTarget.value))}
        >
          <option value="writer">Editor</option>
          <option value="reader">Viewer</option>
          <option value="none">Remove access</option>
        </select>
      )}
    </li>
  );
}

function roleOf(value: string): PersonView['role'] | 'none' {
  return value === 'writer' || value === 'reader' ? value : 'none';
}

type AddPersonProps = {
  /** People of the demo without access. */
  suggestions: readonly Account[];
  onAdd: (email: string, role: 'writer' | 'reader') => void;
};

function AddPerson({ suggestions, onAdd }: AddPersonProps): VNode {
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<'writer' | 'reader'>('writer');
  const submit = (event: Event): void => {
    event.preventDefault();
    onAdd(email, role);
    setEmail('');
  };
  return (
    <form onSubmit={submit}>
      <input
        type="email"
        required
        list="people"
        placeholder="Add people"
        aria-label="Add people"
        value={email}
        onInput={(event) => setEmail(event.currentTarget.value)}
      />
      <datalist id="people">
        {suggestions.map((one) => (
          <option key={one.email} value={one.email} />
        ))}
      </datalist>
      <select
        aria-label="As"
        value={role}
        onChange={(event) => setRole(event.currentTarget.value === 'reader' ? 'reader' : 'writer')}
      >
        <option value="writer">Editor</option>
        <option value="reader">Viewer</option>
      </select>
      <button type="submit">Add</button>
    </form>
  );
}
