import { accessWords } from './access.ts';
import { accountWords } from './account.ts';
import { deedWords } from './deeds.ts';
import { deskWords } from './desk.ts';
import { errorWords } from './errors.ts';
import { formWords } from './form.ts';
import { homeWords } from './home.ts';
import { personWords } from './person.ts';
import { reportWords } from './report.ts';
import { sharingWords } from './sharing.ts';
import { scheduleWords } from './schedule.ts';
import { stepWords } from './steps.ts';
import { tabWords } from './tab.ts';
import { templateWords } from './templates.ts';
import { teamWords } from './team.ts';
import { versionWords } from './version.ts';
import type { WorkerTexts } from '../worker-texts.ts';

const workerTexts = (texts: WorkerTexts) => texts;

/** Every text of the sidebar, in English; `Words` of ../words.ts is its shape, which every other language has too. */
export const en = {
  yes: 'Yes',
  no: 'No',
  back: 'Back',
  tryAgain: 'Try again',
  cancel: 'Cancel',
  keep: 'Keep',
  support: 'For support',
  reference: (id: string) => `Give this number when you ask for help: ${id}`,
  opening: 'Opening your reports…',
  loading: 'Looking…',
  close: 'Close',
  save: 'Save',
  saving: 'Saving…',

  link: {
    title: 'Your tickets, in this spreadsheet',
    offers: [
      'Tickets, orders and transactions from the ticketing systems you sell through',
      'Each report in a tab of its own, brought up to date when you press Refresh',
      'It always says whether everything arrived',
    ],
    button: 'Link this spreadsheet',
    busy: 'Linking…',
    again: 'Link again',
    small:
      'This shares the spreadsheet with Willcall’s Google address as an editor, so that it can fill in the tabs. You see it in the Share dialog and can remove it there at any time.',
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

  access: accessWords,

  ...errorWords,
  ...homeWords,
  ...reportWords,
  ...formWords,
  ...templateWords,
  ...stepWords,
  ...tabWords,
  ...teamWords,
  ...scheduleWords,
  ...sharingWords,
  ...deskWords,
  deeds: deedWords,
  ...personWords,

  ...accountWords,
  ...versionWords,

  worker: workerTexts({ texts: {}, sentences: [] }),
};
