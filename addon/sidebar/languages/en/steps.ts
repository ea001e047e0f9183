import type { Counted } from '../counted.ts';

/** The texts of the way through the form of a report. */
export const stepWords = {
  steps: {
    label: 'Steps',
    names: { account: 'Account', what: 'What', which: 'Which', where: 'Where' },
    titles: {
      account: 'Ticketing account',
      what: 'What to bring in',
      which: 'Which rows and columns',
      where: 'Where it goes',
    },
    of: (n: Counted, all: Counted) => `${n.text} of ${all.text}`,
    toCorrect: 'to correct',
    back: 'Back',
    next: 'Next',
    leave: 'All reports',
    copyTitle: 'Duplicate report',
    from: (account: string) => `From ${account}`,
    kind: 'Kind of rows',
    lookup: 'Only those in a column of this spreadsheet',
    selected: 'Use the selected column',
    selecting: 'Looking…',
    whoRefreshes: 'Who may refresh',
    howLong: (days: Counted) =>
      days.count === 1 ? 'emptied 1 day after the event' : `emptied ${days.text} days after the event`,
    howLongUntil: (day: string) => `emptied after ${day}`,
    howLongNever: 'stays',
    moreWriting: 'Removed rows, warnings, list of changes',
    previewTitle: 'The first rows',
    previewWaits: 'The first rows are shown here when nothing is missing in the other steps.',
    correct: (step: string) => `Go to “${step}”`,
  },
};
