import type { ToldNotice } from '../db/told-notices.ts';
import type { Clock } from './clock.ts';
import { noticeText } from './notice-text.ts';

/** One thing a message tells. `tone`: whether somebody has to act. `place`: spreadsheet and tab. `link`: to the tab. */
export type LetterItem = {
  readonly tone: 'act' | 'good' | 'plain';
  readonly title: string;
  readonly place: string | null;
  readonly lines: readonly string[];
  readonly todo: string | null;
  readonly link: string | null;
};

/** A message before it becomes a mail or what Slack takes. `small`: what stands below, such as the zone of the times. */
export type Letter = {
  readonly subject: string;
  readonly items: readonly LetterItem[];
  readonly small: readonly string[];
};

/** Address of a tab. `googleId` is Google's id of the spreadsheet. */
export type TabLink = (googleId: string, sheetId: number | null) => string;

/** Longer subjects are cut by mail programs anyway. */
export const SUBJECT_LENGTH = 120;

/** What belongs together: all that happened to one report since the last message. */
function byReport(notices: readonly ToldNotice[]): ToldNotice[][] {
  const groups = new Map<string, ToldNotice[]>();
  for (const notice of notices) {
    const key = notice.report_id ?? notice.kind;
    groups.set(key, [...(groups.get(key) ?? []), notice]);
  }
  return [...groups.values()];
}

type Entry = { readonly item: LetterItem; readonly name: string; readonly headline: string };

/** The last thing that happened says how it is now; what came before is told in its order. */
function entryOf(group: readonly ToldNotice[], clock: Clock, tabLink: TabLink): Entry | null {
  const last = group.at(-1);
  if (!last) return null;
  const texts = group.map((notice) => noticeText(notice, clock));
  const now = noticeText(last, clock);
  const isOver = last.kind === 'recovered' || last.kind === 'first-run';
  const todos = isOver ? [now.todo] : texts.map(({ todo }) => todo);
  const steps = [...new Set(todos.filter((todo) => todo !== null))];
  const todo = steps.length === 0 ? null : steps.join(' ');
  const tone = todo !== null ? 'act' : isOver ? 'good' : 'plain';
  const name = last.report_name ?? 'Willcall';
  const lines = [...new Set(texts.map(({ sentence }) => sentence))];
  const link = last.google_id === null ? null : tabLink(last.google_id, last.sheet_id);
  return { name, headline: now.headline, item: { tone, title: name, place: placeOf(last), lines, todo, link } };
}

/** Where a tab is, in words. */
export function placeOf({ spreadsheet_title, tab }: Pick<ToldNotice, 'spreadsheet_title' | 'tab'>): string | null {
  if (tab === null) return null;
  return spreadsheet_title === null ? `Tab "${tab}"` : `${spreadsheet_title}, tab "${tab}"`;
}

/** One line, however names and sentences are made. */
export function oneLine(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= most) return line;
  // not between the halves of a character
  const short = line.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '');
  return `${short.trimEnd()}…`;
}

/** The first step of several, without its full stop, to follow a dash. */
function shortStep(todo: string): string {
  const [first = todo] = todo.split(/(?<=[.!?]) /);
  const step = first.replace(/[.:]$/, '');
  return /^[A-Z][a-z]/.test(step) ? step.charAt(0).toLowerCase() + step.slice(1) : step;
}

const namesOf = (entries: readonly Entry[]): string => entries.map(({ name }) => name).join(', ');

function subjectOf(entries: readonly Entry[]): string {
  const [only] = entries;
  if (only && entries.length === 1) {
    const { todo } = only.item;
    const what = only.name === 'Willcall' ? only.headline : `${only.name}: ${only.headline}`;
    return todo === null ? what : `${what} – ${shortStep(todo)}`;
  }
  const acting = entries.filter(({ item }) => item.tone === 'act');
  if (acting.length === 0)
    return `${entries.length} reports: ${commonHeadline(entries) ?? 'news'} (${namesOf(entries)})`;
  const todos = new Set(acting.map(({ item }) => item.todo));
  const [todo] = todos;
  const count = acting.length === 1 ? '1 report needs' : `${acting.length} reports need`;
  if (todos.size === 1 && todo) return `${count} you – ${shortStep(todo)} (${namesOf(acting)})`;
  return `${count} you: ${namesOf(acting)}`;
}

function commonHeadline(entries: readonly Entry[]): string | null {
  const [first, ...others] = new Set(entries.map(({ headline }) => headline));
  return first !== undefined && others.length === 0 ? first.replace(/^works/, 'work') : null;
}

const TONES = { act: 0, plain: 1, good: 2 } as const;

/** One message of several notices: what has to be done first. */
export function letterOf(notices: readonly ToldNotice[], clock: Clock, tabLink: TabLink): Letter {
  const entries = byReport(notices)
    .map((group) => entryOf(group, clock, tabLink))
    .filter((entry) => entry !== null)
    .toSorted((a, b) => TONES[a.item.tone] - TONES[b.item.tone]);
  return {
    subject: oneLine(subjectOf(entries), SUBJECT_LENGTH),
    items: entries.map(({ item }) => item),
    small: [`Times are those of ${clock.timeZone}.`],
  };
}
