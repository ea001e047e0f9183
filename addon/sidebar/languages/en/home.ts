import { many, type Counted } from '../counted.ts';

/** The texts of the list of reports. */
export const homeWords = {
  home: {
    title: 'Reports in this spreadsheet',
    empty: 'No report yet. A report fills one tab.',
    newReport: 'New report',
    accounts: 'Ticketing accounts',
    more: 'More of Willcall',
    someoneElses: 'A colleague’s account',
    system: 'The ticketing system',
    reports: (n: Counted) => many(n, 'report', 'reports'),
    going: (n: Counted) => `${n.text} refreshing`,
    look: (n: Counted) => many(n, 'needs a look', 'need a look'),
    refreshAll: 'Refresh all',
    allGoing: 'All are refreshing',
    leftOut: (n: Counted, names: string) =>
      `Not refreshed: ${names}. Only the team ${n.count === 1 ? 'it belongs' : 'they belong'} to may do that.`,
    open: (name: string) => `Open ${name}`,
  },

  trouble: {
    waits: (sentence: string) => `Waiting for your OK: ${sentence}`,
  },

  intent: {
    noReport: (tab: string) => `The tab “${tab}” is not a report.`,
    noReportNext: 'A report fills a tab of its own. Make a new one, or choose one below.',
    noReportYet: 'A report fills a tab of its own. Make a new one.',
    mayNot: (tab: string) => `“${tab}” belongs to another team: only they refresh it.`,
    nothing: 'There is no report to refresh yet.',
  },

  outside: {
    some: (n: Counted, domain: string, names: string) =>
      `${many(n, 'person', 'people')} outside ${domain} can see personal data: ${names}.`,
    someOthers: (n: Counted, names: string) =>
      `${many(n, 'other person', 'other people')} can see personal data: ${names}.`,
    more: (names: string, n: Counted) => `${names} and ${n.text} more`,
    none: (domain: string) => `Nobody outside ${domain} is named in Share.`,
    nobody: 'Nobody else is named in Share.',
    unknown: 'Google does not tell you who else can open this file.',
    reports: (names: string) => `Personal data is in: ${names}.`,
    link: 'Google does not tell Willcall whether a link lets others in: look in Share, top right.',
  },
};
