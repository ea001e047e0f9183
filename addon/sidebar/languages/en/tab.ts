import { many, type Counted } from '../counted.ts';

/** The texts about what Willcall does to a tab: how it writes, what it changed, what it waits for. */
export const tabWords = {
  writing: {
    title: 'How rows are written',
    modes: {
      sync: {
        title: 'Keep my notes',
        help: 'What you type, colour or sort beside a row stays with that row.',
      },
      replace: {
        title: 'Exact copy',
        help: 'The whole list anew, in the order of the ticketing system; notes beside it stay in their cells.',
      },
      append: {
        title: 'Add below',
        help: 'Each refresh adds all rows below the last ones, with the time; nothing that is there changes.',
      },
    },
    otherReport:
      'The rows that are in the tab cannot go on in this way. Leave it as it was; for the other way, duplicate the report.',
    more: 'More',
    removed: 'Rows that are no longer in the list',
    removedHelp: 'For example deleted tickets, with the notes beside them.',
    removedRows: {
      move: 'Move them to a tab of their own',
      mark: 'Leave them, marked in a column',
      delete: 'Delete them',
    },
    guard: 'Hold back suspicious removals',
    guardHelp: 'Rows stay until you decide, when a refresh would take out more than',
    percent: '% of an account’s rows and more than',
    few: 'rows',
    log: 'List what changed in a tab of its own',
    logHelp: 'Each cell before and after, of the last',
    logRuns: (n: Counted) => (n.count === 1 ? 'refresh' : 'refreshes'),
    warn: 'Warn people before they edit Willcall’s cells',
    warnHelp: 'Google asks them whether they are sure; they still can.',
    pieces: 'Write piece by piece when the list is too large',
    piecesHelp: 'Instead of not at all. For a while people then see old and new rows together.',
    wholeNumber: (from: Counted, to: Counted) => `Type a whole number from ${from.text} to ${to.text}.`,
    numberOf: { percent: 'Most percent that may go', few: 'Rows that may always go', runs: 'Refreshes to list' },
  },

  check: {
    title: 'Before it is written',
    ask: 'What a full refresh takes',
    busy: 'Looking at the tab…',
    size: (rows: Counted, columns: Counted) =>
      `About ${many(rows, 'row', 'rows')} in ${many(columns, 'column', 'columns')}, one of them hidden.`,
    width: (columns: Counted) =>
      `${many(columns, 'column', 'columns')}, one of them hidden. How many rows there are is known only after reading.`,
    cells: (cells: Counted, free: Counted) => `Takes ${cells.text} of ${free.text} free cells of this spreadsheet.`,
    free: (free: Counted) => `${many(free, 'cell of this spreadsheet is', 'cells of this spreadsheet are')} free.`,
    seconds: (n: Counted) => `Writing takes about ${many(n, 'second', 'seconds')}.`,
    minutes: (n: Counted) => `Writing takes about ${many(n, 'minute', 'minutes')}.`,
    tab: {
      new: (tab: string) => `A new tab “${tab}” is added.`,
      empty: (tab: string) => `The tab “${tab}” is there and has no list yet.`,
      ours: (tab: string) => `The tab “${tab}” has this list already.`,
    },
    personal: (columns: string) => `Personal data: ${columns}. Whoever may open this spreadsheet sees them.`,
    fine: 'Nothing is in the way.',
  },

  changes: {
    added: (n: Counted) => `${n.text} new`,
    changed: (n: Counted) => `${n.text} changed`,
    removed: (n: Counted) => `${n.text} left`,
    unchanged: (n: Counted) => `${n.text} unchanged`,
    nothing: (n: Counted) => `Nothing changed, ${many(n, 'row', 'rows')} as before`,
    copies: (n: Counted) =>
      n.count === 1
        ? 'One row is a copy somebody made of another; it is left alone.'
        : `${n.text} rows are copies somebody made of others; they are left alone.`,
    cut: (n: Counted) =>
      n.count === 1
        ? 'One text was too long for a cell and is cut off.'
        : `${n.text} texts were too long for a cell and are cut off.`,
    pieces: 'It was written piece by piece because the list is too large for once.',
    kinds: { added: 'New', changed: 'Changed', removed: 'Left', edited: 'Edited by people' },
    more: (n: Counted) => `and ${n.text} more`,
    first: (n: Counted) =>
      n.count === 1 ? 'Only the first row is known by itself.' : `Only the first ${n.text} rows are known one by one.`,
    loading: 'Looking…',
    none: 'Which rows is not known any more.',
  },

  hold: {
    title: 'Waiting for your OK',
    remove: 'Remove them',
    keep: 'Keep them',
    blank: 'Make them blank',
    both: 'Do both',
    neither: 'Keep all',
    deciding: 'One moment…',
    decided: 'Kept, as you decided.',
  },

  held: {
    state: (ago: string) => `Waiting for your OK · ${ago}`,
    rebuild: 'Write the list anew',
    rebuildHelp: 'Notes beside the list stay in their cells and may then be beside another row.',
  },

  edits: {
    check: 'Check for edited cells',
    checked: (ago: string) => `Looked for edited cells · ${ago}`,
    none: 'Nobody edited a cell of the list.',
    found: (n: Counted) => `People edited cells in ${many(n, 'row', 'rows')} of the list.`,
    undo: 'Undo these edits',
    undone: (n: Counted) => `Edits in ${many(n, 'row', 'rows')} were undone.`,
    nothingToUndo: 'There was no edit to undo.',
  },

  queue: {
    ahead: (n: Counted) =>
      n.count === 1
        ? 'waiting for Google: 1 call of others goes first'
        : `waiting for Google: ${n.text} calls of others go first`,
    next: 'waiting for Google: next in line',
  },

  statusTab: {
    show: 'Show the tab “Willcall”',
    help: 'It tells how fresh each list is, also to people without this sidebar.',
  },
};
