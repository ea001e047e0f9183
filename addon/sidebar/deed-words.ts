import type { AuditAction, AuditEntry } from '../../shared/audit.ts';

/** Each deed as a person says it. */
const DEEDS: Readonly<Record<AuditAction, string>> = {
  'workspace.created': 'Team begun',
  'workspace.changed': 'Team renamed',
  'member.invited': 'Person invited',
  'member.joined': 'Person joined',
  'member.changed': 'Role changed',
  'member.removed': 'Person removed',
  'member.left': 'Person left',
  'member.taken-over': 'What somebody made was put under another name',
  'invitation.withdrawn': 'Invitation taken back',
  'invitation.declined': 'Invitation declined',
  'domain.approved': 'Organization allowed to join',
  'domain.withdrawn': 'Organization no longer allowed to join',
  'admin.added': 'Admin added',
  'connection.created': 'Ticketing account added',
  'connection.changed': 'Ticketing account changed',
  'connection.deleted': 'Ticketing account deleted',
  'connection.asked': 'Credentials asked for by a link',
  'connection.entered': 'Credentials entered by a link',
  'spreadsheet.linked': 'Spreadsheet linked',
  'spreadsheet.proved': 'Spreadsheet linked again',
  'spreadsheet.changed': 'Spreadsheet’s settings changed',
  'spreadsheet.unlinked': 'Spreadsheet unlinked',
  'report.created': 'Report made',
  'report.changed': 'Report changed',
  'report.deleted': 'Report deleted',
  'report.ran': 'Report refreshed',
  'report.cancelled': 'Refresh cancelled',
  'report.decided': 'Decided about what was held back',
  'schedule.changed': 'Schedule changed',
  'schedule.paused': 'Schedule paused or let go on',
  'audience.changed': 'List for others changed',
  'link.created': 'Link made',
  'link.opened': 'Link opened',
  'link.revoked': 'Link taken back',
  'person.searched': 'Guest looked for',
  'person.erased': 'Guest erased',
  'retention.applied': 'Personal data cleared when its time was over',
  'notice.changed': 'Messages changed',
  'key.created': 'Code for a program made',
  'key.revoked': 'Code for a program taken back',
  'code.applied': 'Reports changed by a file',
};

/** "Report refreshed". */
export const deedOf = ({ action }: Pick<AuditEntry, 'action'>): string => DEEDS[action];

/** What a person knows the thing by: names and addresses among the details; ids are for programs. */
export function detailsOf({ details }: Pick<AuditEntry, 'details'>): string {
  const named = ['name', 'label', 'title', 'email', 'domain', 'tab'].flatMap((id) => {
    const value = details[id];
    return typeof value === 'string' && value ? [value] : [];
  });
  return [...new Set(named)].join(' · ');
}
