type Json = Readonly<Record<string, unknown>>;

/** What one ticket of the trap event has different; a member set to `undefined` is missing in the answer. */
export type Trap = {
  readonly code?: string;
  /** Position of its type. */
  readonly type?: number;
  /** Members in the list of tickets. */
  readonly ticket?: Json;
  /** Answers to the form; may be too few. */
  readonly values?: readonly unknown[];
  /** Members in the list of attendees; `null`: it has no attendee. */
  readonly attendee?: Json | null;
};

const AT = '2026-11-20T18:00:00-03:30';
const main = (date = AT) => ({ addon_id: null, date });
const used = (addon_id: number, date = AT) => ({ addon_id, date });
const FILE = { id: 9, name: 'паспорт.jpg', mime_type: 'image/jpeg', size: 48_213, checksum: null };

export const TRAPS: readonly Trap[] = [
  { code: '0000123456' },
  { code: '12E34567' },
  { code: 'TRUE' },
  { code: 'Ünïcode-7' },
  { ticket: { checked_in: true, checkins: [] } },
  { ticket: { checked_in: false, checkins: [main()] } },
  { ticket: { checked_in: true, checkins: [used(390_101)] } },
  { ticket: { checked_in: true, checkins: [main(), used(390_101), used(390_101)] } },
  { ticket: { checked_in: true, checkins: [main('2026-11-20T21:30:00Z')] } },
  { ticket: { checked_in: true, checkins: [main(), used(999_999)] } },
  { ticket: { checkins: undefined } },
  { ticket: { checkins: null, checked_in: null } },
  { ticket: { ticket_type_id: 999_999 } },
  { ticket: { ticket_type_id: '390011' } },
  { ticket: { wristband: 'gold', newVendorMember: { since: '2027' } } },
  { type: 1 },
  { type: 2 },
  { values: ['Ann'] },
  { values: [] },
  { values: [null, null, null, null, null, null] },
  { values: ['Ann', 'ann@example.org', '', 'M', ['vegan', 'fără gluten'], FILE] },
  { values: ['Ann', 'ann@example.org', '1990-02-30', 'XXL', 'vegan', null] },
  { values: ['Ann', 'ann@example.org', null, 'M', [], null, 'one too many'] },
  { values: ['=HYPERLINK("http://x","y")', '@handle', '1/2', '007', [], null] },
  { values: ['  欧阳 ليلى  ', 'guest@example.org', null, 'S', [], null] },
  { attendee: null },
  { attendee: { id: 1_234_567, order_id: '0042', ticket_type: null } },
  { attendee: { created_at: '2026-11-20T18:00:00-0330', order_uuid: null, links: undefined, checkins: undefined } },
  { attendee: { created_at: '2026-11-20T21:30:00Z', registered_by: { name: 'box office' } } },
  { attendee: { values: null } },
];
