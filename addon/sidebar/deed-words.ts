import type { AuditEntry } from '../../shared/audit.ts';
import { words } from './words.ts';

/** "Report refreshed". */
export const deedOf = ({ action }: Pick<AuditEntry, 'action'>): string => words.deeds[action];

/** What a person knows the thing by: names and addresses among the details; ids are for programs. */
export function detailsOf({ details }: Pick<AuditEntry, 'details'>): string {
  const named = ['name', 'label', 'title', 'email', 'domain', 'tab'].flatMap((id) => {
    const value = details[id];
    return typeof value === 'string' && value ? [value] : [];
  });
  return [...new Set(named)].join(' · ');
}
