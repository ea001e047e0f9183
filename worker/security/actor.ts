import type { Actor } from '../db/audit.ts';
import type { Caller } from './identity.ts';

/** The caller as the audit log names them: an API key by itself, not by the person who made it. */
export const actorOf = ({ subject, email, key }: Caller): Actor =>
  key ? { kind: 'key', id: key.id, name: key.name } : { kind: 'person', id: subject, name: email };

/** Whoever runs Willcall, on the machine itself. */
export const OPERATOR: Actor = { kind: 'operator', id: 'operator', name: 'Operator' };
