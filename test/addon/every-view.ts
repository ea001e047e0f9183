import type { Page } from 'playwright-core';
import type { Words } from '../../addon/sidebar/words.ts';
import { makeCopy, sixLists } from './fake-copies.ts';
import type { FakeWorker } from './fake-worker.ts';
import { sixReports } from './six-reports.ts';
import { SHEET } from './sidebar-look.ts';

/** Where the sidebar stands, in which language. */
export type Standing = { page: Page; words: Words };

/** One view of the sidebar: what the worker knows, and how somebody gets there. */
export type View = {
  readonly name: string;
  readonly prepare: (worker: FakeWorker) => void;
  readonly reach: (standing: Standing) => Promise<void>;
};

const press = async ({ page }: Standing, name: string): Promise<void> =>
  await page.getByRole('button', { name, exact: true }).first().click();

/** Places begin with their title and go on with a note. */
const goTo = async ({ page }: Standing, title: string): Promise<void> =>
  await page.locator('nav button', { hasText: title }).first().click();

const openReport = (tab: string) => async (standing: Standing) => await press(standing, standing.words.home.open(tab));

/** Of the door list, by the name of its place. */
const inDoorList = (name: (words: Words) => string) => async (standing: Standing) => {
  await openReport('Door list')(standing);
  await press(standing, name(standing.words));
};

const inTeam = (place: keyof Words['team']['places']) => async (standing: Standing) => {
  const { team } = standing.words;
  await goTo(standing, team.title);
  await goTo(standing, team.places[place]);
};

/** A new report, so many steps on; with one account the first step is done. */
const newReport = (steps: number) => async (standing: Standing) => {
  const { page, words } = standing;
  await press(standing, words.home.newReport);
  if (steps === 0) await page.locator('.form-steps button').first().click();
  if (steps > 1) {
    await page.locator('form.step input[type=text], form.step [role=combobox]').first().fill('gala-app');
    await press(standing, words.steps.next);
  }
  if (steps > 2) await press(standing, words.steps.next);
  if (steps > 2) await page.getByRole('table').waitFor();
};

/** Last year's file, copied. */
function copied(worker: FakeWorker): void {
  const account = worker.addAccount('Town hall', 'ticket-tailor');
  makeCopy(worker.state, worker.link(SHEET).id, sixLists(account.id));
}

const six = (worker: FakeWorker): void => void sixReports(worker);

const nowhere = async (): Promise<void> => undefined;

/** Every view of the sidebar, each with something in it. */
export const EVERY_VIEW: readonly View[] = [
  { name: 'link', prepare: () => undefined, reach: nowhere },
  { name: 'empty', prepare: (worker) => void worker.link(SHEET), reach: nowhere },
  { name: 'copy-found', prepare: copied, reach: nowhere },
  {
    name: 'copy',
    prepare: copied,
    reach: async ({ page }) => await page.locator('.copy-banner button.primary').first().click(),
  },
  { name: 'home', prepare: six, reach: nowhere },
  { name: 'report', prepare: six, reach: openReport('Tickets') },
  { name: 'report-running', prepare: six, reach: openReport('Marketing') },
  { name: 'report-waits', prepare: six, reach: openReport('VIP') },
  { name: 'report-failed', prepare: six, reach: openReport('Accounting') },
  { name: 'new-1-account', prepare: six, reach: newReport(0) },
  { name: 'new-2-what', prepare: six, reach: newReport(1) },
  { name: 'new-3-which', prepare: six, reach: newReport(2) },
  { name: 'new-4-where', prepare: six, reach: newReport(3) },
  { name: 'schedule', prepare: six, reach: inDoorList((words) => words.schedule.open) },
  { name: 'sharing', prepare: six, reach: inDoorList((words) => words.sharing.open) },
  { name: 'accounts', prepare: six, reach: async (standing) => await goTo(standing, standing.words.home.accounts) },
  {
    name: 'account',
    prepare: six,
    reach: async (standing) => {
      await goTo(standing, standing.words.home.accounts);
      await press(standing, standing.words.account.add);
    },
  },
  { name: 'team', prepare: six, reach: async (standing) => await goTo(standing, standing.words.team.title) },
  { name: 'people', prepare: six, reach: inTeam('people') },
  { name: 'messages', prepare: six, reach: inTeam('messages') },
  { name: 'links', prepare: six, reach: inTeam('links') },
  { name: 'person', prepare: six, reach: inTeam('person') },
  { name: 'codes', prepare: six, reach: inTeam('codes') },
  { name: 'history', prepare: six, reach: inTeam('history') },
];
