import type { Belonging, Removal } from '../../shared/people.ts';
import { counted } from '../counted.ts';
import { belongingsOf, countSchedules, provedBy } from '../db/belongings.ts';
import type { Database } from '../db/connection.ts';
import type { MemberRow } from '../db/members.ts';

const listed = (belongings: readonly Belonging[], kind: string) => belongings.filter((one) => one.kind === kind);

/** What somebody should do about each kind of thing that stays behind. */
function adviceOn(belongings: readonly Belonging[], spreadsheets: number, schedules: number): string[] {
  const keys = listed(belongings, 'key').length;
  const links = listed(belongings, 'link').length;
  const accounts = listed(belongings, 'connection').length;
  const targets = listed(belongings, 'notice-target').length;
  return [
    ...(schedules > 0 ? [`${counted(schedules, 'schedule goes', 'schedules go')} on as before.`] : []),
    ...(spreadsheets > 0
      ? [
          "Whether they can still open or edit the spreadsheets is decided in each spreadsheet's own share dialog in Google: take them out there.",
        ]
      : []),
    ...(keys > 0
      ? [`They made ${counted(keys, 'API key', 'API keys')}: revoke those whose secret they may have kept.`]
      : []),
    ...(links > 0
      ? [`They made ${counted(links, 'share link', 'share links')}: revoke those they should not open.`]
      : []),
    ...(accounts > 0
      ? [
          `They entered the credentials of ${counted(accounts, 'ticketing account', 'ticketing accounts')}: make new ones in the ticketing system, and enter them here.`,
        ]
      : []),
    ...(targets > 0 ? ['Notices go on to the addresses they entered: check them.'] : []),
  ];
}

/** What stays behind of a member who goes. Ask before they are deleted: proofs go with them. */
export async function removalOf(db: Database, { id, email, subject, workspace_id }: MemberRow): Promise<Removal> {
  const owner = { workspaceId: workspace_id, subject };
  const belongings = await belongingsOf(db, owner);
  const spreadsheets = await provedBy(db, owner);
  const schedules = await countSchedules(db, owner);
  const advice = adviceOn(belongings, spreadsheets.length, schedules);
  return { id, email, belongings, spreadsheets, schedules, advice };
}
