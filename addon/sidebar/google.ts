import * as z from 'zod/mini';
import { SharingRefusal } from '../../shared/sharing.ts';
import type { PeopleWithAccess, SelectedColumn, SheetContext } from '../sheet-context.ts';

/** What the spreadsheet's side tells of where the sidebar is. */
export const Context: z.ZodMiniType<SheetContext> = z.object({
  spreadsheetId: z.string(),
  title: z.string(),
  sheetId: z.number(),
  tab: z.string(),
  selection: z.string(),
  locale: z.string(),
  userLocale: z.string(),
  timeZone: z.string(),
  workerUrl: z.string(),
  tabs: z.array(z.string()),
});

const Column: z.ZodMiniType<SelectedColumn> = z.object({ tab: z.string(), letters: z.string(), header: z.string() });

const People: z.ZodMiniType<PeopleWithAccess> = z.object({
  owner: z.nullable(z.string()),
  editors: z.array(z.string()),
  viewers: z.array(z.string()),
});

type ServerFunction =
  'context' | 'identityToken' | 'selectedColumn' | 'peopleWithAccess' | 'shareWithWriter' | 'writeProof' | 'gotoCell';

type Argument = string | number | null;

/** The part of Google's `google.script.run` the sidebar uses. */
export type ScriptRun = Record<ServerFunction, (...args: Argument[]) => void> & {
  withSuccessHandler: (handler: (value: unknown) => void) => ScriptRun;
  withFailureHandler: (handler: (error: unknown) => void) => ScriptRun;
};

declare global {
  var google: { script: { run: ScriptRun } };
}

/** A call to the spreadsheet's side that Google or our script refused, with the sentence it gave. */
export class GoogleProblem extends Error {
  override readonly name = 'GoogleProblem';
}

/** The add-on's own functions that run beside the spreadsheet, as promises. All reject with GoogleProblem. */
export type Google = {
  context: () => Promise<SheetContext>;
  identityToken: () => Promise<string>;
  /** @returns null, or why Google does not let this person share. */
  shareWithWriter: (email: string) => Promise<SharingRefusal | null>;
  writeProof: (key: string, value: string) => Promise<void>;
  selectedColumn: () => Promise<SelectedColumn>;
  /** @returns null when Google does not tell this person. */
  peopleWithAccess: () => Promise<PeopleWithAccess | null>;
  /** `sheetId` null: the tab with this title; `a1` null: only the tab is brought to the front. */
  gotoCell: (sheetId: number | null, title: string, a1: string | null) => Promise<void>;
};

/** @param run Google's `google.script.run`, read anew for each call because Google's object keeps its handlers. */
export function createGoogle(run: () => ScriptRun): Google {
  const call = (name: ServerFunction, ...args: Argument[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      run()
        .withSuccessHandler(resolve)
        .withFailureHandler((error) => reject(new GoogleProblem(messageOf(error))))
        [name](...args);
    });
  return {
    context: async () => Context.parse(await call('context')),
    identityToken: async () => z.string().parse(await call('identityToken')),
    shareWithWriter: async (email) => SharingRefusal.safeParse(await call('shareWithWriter', email)).data ?? null,
    writeProof: async (key, value) => void (await call('writeProof', key, value)),
    selectedColumn: async () => Column.parse(await call('selectedColumn')),
    peopleWithAccess: async () => z.nullable(People).parse(await call('peopleWithAccess')),
    gotoCell: async (sheetId, title, a1) => void (await call('gotoCell', sheetId, title, a1)),
  };
}

/** Google puts "Exception: " or "Error: " before the text that is meant for people. */
function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/^(?:(?:ScriptError|Exception|Error): )+/, '');
}
