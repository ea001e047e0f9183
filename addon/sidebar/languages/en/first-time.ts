import { many, type Counted } from '../counted.ts';

/** The texts of the first minutes in a spreadsheet, and of one that was copied from another. */
export const firstTimeWords = {
  link: {
    title: 'Your tickets, in this spreadsheet',
    does: 'What linking does',
    offers: [
      'Shares this spreadsheet with Willcall’s Google address as an editor, as you would in the Share dialog',
      'Checks that you may edit it, with a mark that is gone a moment later',
      'Nothing else: each report fills a tab of its own, when you ask for it',
    ],
    button: 'Link this spreadsheet',
    busy: 'Linking…',
    again: 'Link again',
    small: 'You can take the address away again in the Share dialog at any time.',
    steps: {
      register: 'Telling Willcall about this spreadsheet',
      share: 'Sharing it with Willcall’s Google address',
      mark: 'Leaving a one-time mark in it',
      check: 'Checking that the mark arrived',
    },
    stepState: { waiting: 'waiting', going: 'going on', done: 'done', failed: 'did not work' },
    notAllowedToShare: 'Google did not let you share this spreadsheet.',
    shareYourself: 'Ask its owner to share it with this address as an editor, then go on:',
    shared: 'It is shared now: go on',
    copy: 'Copy the address',
    copied: 'Copied',
    notAllowedToEdit: 'You can look at this spreadsheet, but not change it.',
    askToEdit: 'Ask its owner to make you an editor, then link it again.',
  },

  firstTime: {
    gets: [
      'A report fills a tab with guests, orders or check-ins, and keeps it up to date',
      'Columns you add, your notes and formulas stay beside their guest',
      'It always says whether everything arrived',
    ],
    example: {
      label: 'An example of a tab: each row a guest, with the notes somebody wrote beside them',
      tab: 'Door list',
      freshness: '4 min ago · 1,250 rows · complete',
      columns: ['Name', 'Ticket', 'My notes'],
      rows: [
        ['Ada Berg', 'Balcony', 'Wheelchair'],
        ['Bo Lind', 'Standing', 'Comes late'],
        ['Cleo Marin', 'VIP', 'Brings cake'],
      ],
    },
    templates: 'Begin with a list many organizers want',
  },

  copy: {
    title: (of: string) => `A copy of ${of}`,
    of: (title: string) => `“${title}”`,
    another: 'another spreadsheet',
    is: (of: string) => `This is a copy of ${of}.`,
    seems: (of: string) => `This looks like a copy of ${of}.`,
    cameAlong: (n: Counted) =>
      `${many(n, 'report', 'reports')} came along. Until you set ${n.count === 1 ? 'it' : 'them'} up here, nothing refreshes ${n.count === 1 ? 'it' : 'them'}.`,
    state: 'Copy, not refreshed',
    tabs: (n: Counted) => `${many(n, 'tab', 'tabs')}: copy, not refreshed`,
    setUp: (n: Counted) => (n.count === 1 ? 'Set up the same report here' : `Set up the same ${n.text} reports here`),
    busy: 'Setting up…',
    notNow: 'Not now',
    which: 'Which reports',
    events: (n: Counted) => (n.count === 1 ? 'The new event' : 'The new events'),
    instead: (event: string) => `Instead of ${event}`,
    usedBy: (names: string) => `For ${names}`,
    same: 'The same again',
    sameOf: (event: string) => `The same again: ${event}`,
    missing: 'Choose the new event, or the same again.',
    noEvents: 'These reports ask for all events, so there is nothing to choose.',
    noReports: 'Choose at least one report.',
    schedule: (says: string) => `Refreshed ${says}: that stays.`,
    scheduleGoes: (says: string) =>
      `Was refreshed ${says}. Choose the days of the new event afterwards, under Schedule.`,
    happens: [
      'The first refresh begins right away and puts the new rows in place of the old ones, in the same tabs.',
      'Your columns, titles, formulas, charts, pivot tables and filters stay and go on working.',
      'Rows of the old event leave as in every refresh: where notes are kept, with their notes to the tab “Removed from …”. Reports that add below keep them.',
      'To take it back: File > Version history. The other spreadsheet is not touched.',
    ],
  },
};
