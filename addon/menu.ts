/**
 * Adds the menu. Runs in every authorization mode, also before the person has agreed to anything, where touching the
 * document, properties or any user data would leave the menu empty.
 *
 * @see https://developers.google.com/workspace/add-ons/concepts/editor-auth-lifecycle
 */
export function onOpen(): void {
  SpreadsheetApp.getUi().createAddonMenu().addItem('Open Willcall', 'openSidebar').addToUi();
}

/** Google calls only this one right after the installation, so it adds the menu to the open spreadsheet. */
export function onInstall(): void {
  onOpen();
}

/** Shows the sidebar: the menu's one item. */
export function openSidebar(): void {
  const page = HtmlService.createHtmlOutputFromFile('Sidebar').setTitle('Willcall');
  SpreadsheetApp.getUi().showSidebar(page);
}
