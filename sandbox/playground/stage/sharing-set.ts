import type { Files } from '../../google/files.ts';
import type { StageSet } from './stage.ts';

/** Rules that stand against sharing the spreadsheet with Willcall's address. */
export function sharingSet(files: Files): StageSet {
  const ownersOnly = new Set<string>();
  const closed = new Set<string>();
  const keep = (set: Set<string>, entry: string, isIn: boolean) => void (isIn ? set.add(entry) : set.delete(entry));
  const homeOf = (spreadsheetId: string): string => files.get(spreadsheetId)?.owner.split('@')[1] ?? '';
  return {
    id: 'sharing',
    title: 'Sharing rules',
    detail: 'Set by the organisation or the owner',
    troubles: [
      {
        id: 'owners-only',
        label: 'Only the owner shares',
        detail: 'Editors of this spreadsheet may not share it any more.',
        isOn: (spreadsheetId) => ownersOnly.has(spreadsheetId),
        set(isOn, spreadsheetId) {
          keep(ownersOnly, spreadsheetId, isOn);
          files.sharing.setWritersCanShare(spreadsheetId, !isOn);
        },
      },
      {
        id: 'domain',
        label: 'Not outside',
        detail: 'Nothing of this organisation may be shared with addresses outside of it.',
        isOn: (spreadsheetId) => closed.has(homeOf(spreadsheetId)),
        set(isOn, spreadsheetId) {
          keep(closed, homeOf(spreadsheetId), isOn);
          files.sharing.setOutsideAllowed(homeOf(spreadsheetId), !isOn);
        },
      },
    ],
    moments: [],
  };
}
