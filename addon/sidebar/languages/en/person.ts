import { many, type Counted } from '../counted.ts';

/** The texts about one guest's data: what there is, and erasing it. */
export const personWords = {
  person: {
    about:
      'Finds a guest in all lists of your team, with the notes beside them. It answers somebody who asks what you have about them, and it can erase them.',
    by: 'Look for',
    fields: { email: 'An e-mail address', phone: 'A phone number', name: 'A name', order: 'An order' },
    values: { email: 'E-mail address', phone: 'Phone number', name: 'Name', order: 'Number of the order' },
    help: {
      email: '',
      phone: 'In any form, with at least 6 digits.',
      name: 'All words of it, in any order. Two people can have one name: look at each row.',
      order: 'As the ticketing system writes it.',
    },
    wrong: (title: string) => `This is not a whole ${title.toLowerCase()}.`,
    search: 'Look',
    searching: 'Looking in all lists…',
    found: (rows: Counted) => `Found in ${many(rows, 'row', 'rows')}.`,
    notFound: 'Nobody was found in the lists Willcall fills.',
    truncated: 'There are more rows than are listed here. Look for something that says more.',
    place: (spreadsheet: string, tab: string, row: Counted) => `${spreadsheet}, tab “${tab}”, row ${row.text}`,
    untitled: 'A spreadsheet',
    beside: (title: string, value: string) => `${title || 'Note'}: ${value} (written by people)`,
    who: {
      whole: '',
      buyer: 'They bought this ticket for somebody else.',
      holder: 'Somebody else bought this ticket for them.',
    },
    unread: (report: string, why: string) => `${report} could not be looked into: ${why}`,
    elsewhere: 'Look yourself in',
    copy: 'Copy all of this as text',
    erase: 'Erase',
    erasing: 'Beginning…',
    choose: 'Choose the rows to erase',
    eraseChosen: (rows: Counted) => `Erase in ${many(rows, 'row', 'rows')}`,
    eraseAsk: (rows: Counted) =>
      `Erase this guest in ${many(rows, 'row', 'rows')}? What is about them is emptied, with the notes beside it, and later refreshes leave it empty. This cannot be undone.`,
    receipts: 'Erased before',
    receipt: 'Receipt',
    states: {
      working: 'Going on…',
      done: 'Done',
      incomplete: 'Not all lists could be emptied',
      lifted: 'No longer kept empty',
    },
    counts: (rows: Counted, places: Counted) => `${many(rows, 'row', 'rows')} in ${many(places, 'tab', 'tabs')}`,
    kinds: { person: 'A guest', retention: 'Personal data whose time was over' },
    cells: (cells: Counted, beside: Counted) =>
      beside.count > 0
        ? `${many(cells, 'cell', 'cells')} emptied, and ${many(beside, 'note', 'notes')} beside them`
        : `${many(cells, 'cell', 'cells')} emptied`,
    waiting: 'waiting',
    unreachable: 'Not erased, because Willcall cannot reach it',
    retry: 'Try the rest again',
    retrying: 'Trying…',
    again: 'Look for somebody else',
    copyReceipt: 'Copy the receipt',
  },

  retention: {
    title: 'Personal data',
    help: 'Then columns about people are emptied, and later refreshes leave them empty.',
    kinds: {
      days: 'Empty it some days after the event',
      until: 'Empty it after a day',
      none: 'Keep it',
    },
    due: (day: string) => `As it is saved: on ${day}.`,
    cleared: (day: string) => `It was emptied on ${day}. Rows that come in since then stay without it.`,
    clearedLine: (day: string) => `Personal data was emptied on ${day}`,
    days: 'Days after the event',
    until: 'Last day',
    wrongDays: 'Type a whole number from 0 to 3,650.',
    missingDay: 'Choose a day.',
  },
};
