import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { PersonView, WorkbookView } from '../wire.ts';
import { sharePerson, type Viewer } from './api.ts';
import { messageOf } from './message-of.ts';

const ROLES: Record<PersonView['role'], string> = {
  owner: 'Owner',
  writer: 'Editor',
  commenter: 'Commenter',
  reader: 'Viewer',
};

type ShareProps = { workbook: WorkbookView; viewer: Viewer; onClose: () => void };

/** Who has access, with the account that writes for the add-on among them; access can be given and taken here. */
export function ShareDialog({ workbook, viewer, onClose }: ShareProps): VNode {
  const [failure, setFailure] = useState('');
  const canShare = workbook.role === 'owner' || workbook.role === 'writer';
  const change = (email: string, role: PersonView['role'] | 'none'): void => {
    setFailure('');
    sharePerson(viewer, email, role).catch((error: unknown) => setFailure(messageOf(error)));
  };
  return (
    <div class="shade" onClick={(event) => event.target === event.currentTarget && onClose()}>
      <div class="dialog share-dialog" role="dialog" aria-label="Share">
        <h2>Share “{workbook.title}”</h2>
        {canShare && <AddPerson onAdd={(email) => change(email, 'writer')} />}
        <h3>People with access</h3>
        <ul>
          {workbook.people.map((person) => (
            <Person key={person.email} person={person} canShare={canShare} onChange={change} />
          ))}
        </ul>
        {failure !== '' && <p class="failure">{failure}</p>}
        <button type="button" class="primary" onClick={onClose}>
          Done
        </button>
      </div>
    </div>
  );
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

function AddPerson({ onAdd }: { onAdd: (email: string) => void }): VNode {
  const [email, setEmail] = useState('');
  const submit = (event: Event): void => {
    event.preventDefault();
    onAdd(email);
    setEmail('');
  };
  return (
    <form onSubmit={submit}>
      <input
        type="email"
        required
        placeholder="Add people"
        aria-label="Add people"
        value={email}
        onInput={(event) => setEmail(event.currentTarget.value)}
      />
      <button type="submit">Add as editor</button>
    </form>
  );
}
