import { context } from './context.ts';
import { identityToken } from './identity.ts';
import type { Intent, Start } from './sheet-context.ts';

/**
 * Adds the menu. Runs in every authorization mode, also before the person has agreed to anything, where touching the
 * document, properties or any user data would leave the menu empty.
 *
 * @see https://developers.google.com/workspace/add-ons/concepts/editor-auth-lifecycle
 */
export function onOpen(): void {
  SpreadsheetApp.getUi()
    .createAddonMenu()
    .addItem('Open Willcall', 'openSidebar')
    .addItem('Refresh this tab', 'refreshTab')
    .addItem('Refresh all', 'refreshAll')
    .addItem('New report', 'newReport')
    .addToUi();
}

/** Google calls only this one right after the installation, so it adds the menu to the open spreadsheet. */
export function onInstall(): void {
  onOpen();
}

/** Shows the sidebar. */
export function openSidebar(): void {
  show('open');
}

/** Shows the sidebar, which refreshes the report of the tab in front of the person. */
export function refreshTab(): void {
  show('refresh-tab');
}

/** Shows the sidebar, which refreshes every report of the spreadsheet. */
export function refreshAll(): void {
  show('refresh-all');
}

/** Shows the sidebar at the first step of a new report. */
export function newReport(): void {
  show('new-report');
}

/** Stands once in the page, before its script. */
const MARK = '"what the menu item tells"';

// Only the sidebar talks to the worker, so a menu item can but tell it what to do.
function show(intent: Intent): void {
  // Who was asked and ticked only a part is asked again here; the sidebar could only fail with what is missing.
  ScriptApp.requireAllScopes(ScriptApp.AuthMode.FULL);
  const start: Start = { intent, context: orNull(context), token: orNull(identityToken) };
  const text = JSON.stringify(start).replace(/</g, '\\u003c');
  const page = HtmlService.createHtmlOutputFromFile('Sidebar').setTitle('Willcall');
  page.setContent(page.getContent().replace(MARK, () => text));
  SpreadsheetApp.getUi().showSidebar(page);
}

/** The sidebar asks again for what could not be had, and shows the sentence of the error. */
function orNull<Value>(ask: () => Value): Value | null {
  try {
    return ask();
  } catch {
    return null;
  }
}
