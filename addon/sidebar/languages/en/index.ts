import { accessWords } from './access.ts';
import { accountWords } from './account.ts';
import { deedWords } from './deeds.ts';
import { deskWords } from './desk.ts';
import { errorWords } from './errors.ts';
import { firstTimeWords } from './first-time.ts';
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

  ...firstTimeWords,

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
