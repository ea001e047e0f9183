import { describe, expect, it } from 'vitest';
import { memoryDocument, scriptOf, valueOf } from './memory-document.ts';

describe('services', () => {
  it('SpreadsheetApp reads the bound spreadsheet and its selection', async () => {
    const code = `function f() {
      const s = SpreadsheetApp.getActiveSpreadsheet();
      return [s.getId(), s.getName(), s.getUrl(), s.getSpreadsheetLocale(), s.getSpreadsheetTimeZone(),
        s.getActiveSheet().getSheetId(), SpreadsheetApp.getActiveSheet().getName(),
        SpreadsheetApp.getActiveRange().getA1Notation(), s.getSelection().getActiveRange().getA1Notation()];
    }`;
    const url = 'http://127.0.0.1/sheet-1';
    const expected = ['sheet-1', 'Spring gala', url, 'en_GB', 'Europe/Amsterdam', 7, 'Guests', 'B2', 'B2'];
    expect(await valueOf(code)).toEqual(expected);
  });

  it('SpreadsheetApp finds tabs and brings one to the front', async () => {
    const document = memoryDocument();
    const code = `function f() {
      const s = SpreadsheetApp.getActive();
      s.setActiveSheet(s.getSheetByName('Tickets'));
      return [s.getSheets().map((sheet) => sheet.getName()), s.getSheetByName('Absent'), s.getActiveSheet().getSheetId()];
    }`;
    const { value } = await scriptOf(code, { document }).call('f', []);
    expect(value).toEqual([['Guests', 'Tickets'], null, 9]);
    expect(document.activeSheet().title).toBe('Tickets');
  });

  it('SpreadsheetApp shares and leaves metadata', async () => {
    const document = memoryDocument();
    const code = `function f() {
      const { DOCUMENT } = SpreadsheetApp.DeveloperMetadataVisibility;
      const s = SpreadsheetApp.getActive().addEditor('writer@example.org').addDeveloperMetadata('proof', 'abc', DOCUMENT);
      return s.getEditors().map((user) => user.getEmail()).concat(s.getDeveloperMetadata().map((m) => m.getValue()));
    }`;
    const { value } = await scriptOf(code, { document }).call('f', []);
    expect(value).toEqual(['owner@example.org', 'writer@example.org', 'abc']);
    expect(document.metadata()).toEqual([{ id: 1, key: 'proof', value: 'abc', visibility: 'DOCUMENT' }]);
  });

  it('HtmlService and Ui hand the sidebar over', async () => {
    const code = `function openSidebar() {
      const page = HtmlService.createTemplateFromFile('Sidebar').evaluate().setTitle('Willcall').setWidth(300);
      SpreadsheetApp.getUi().showSidebar(page);
      SpreadsheetApp.getUi().alert('Ready');
    }`;
    const result = await scriptOf(code).choose('openSidebar');
    expect(result.sidebar).toEqual({ title: 'Willcall', html: '<p>Hello</p>' });
    expect(result.alerts).toEqual(['Ready']);
    const missing = valueOf("function f() { HtmlService.createHtmlOutputFromFile('Other'); }");
    await expect(missing).rejects.toThrow('No HTML file named Other was found.');
  });

  it('SpreadsheetApp finds cells by position and by name, and selects them', async () => {
    const document = memoryDocument();
    const code = `function f() {
      const sheet = SpreadsheetApp.getActive().getSheetByName('Tickets');
      const block = sheet.getRange(2, 3, 4, 2);
      const column = sheet.getRange('B:B').activate();
      return [block.getA1Notation(), block.getRow(), block.getLastRow(), block.getColumn(), block.getNumColumns(),
        sheet.getRange(1, 28 - 2).getA1Notation(), column.getA1Notation(), column.getSheet().getName(),
        SpreadsheetApp.getActiveRange().getA1Notation(), sheet.getActiveRange().getNumRows()];
    }`;
    const { value } = await scriptOf(code, { document }).call('f', []);
    expect(value).toEqual(['C2:D5', 2, 5, 3, 2, 'Z1', 'B1:B1000', 'Tickets', 'B1:B1000', 1000]);
    expect([document.activeSheet().title, document.selection()]).toEqual(['Tickets', 'B1:B1000']);
  });

  it.each([
    ['getRange("nonsense")', 'Range not found'],
    ['getRange(0, 1)', 'The coordinates of the range are outside the dimensions of the sheet.'],
    ['getRange(1, 27)', 'The coordinates of the range are outside the dimensions of the sheet.'],
    ['getRange("A1001")', 'The coordinates of the range are outside the dimensions of the sheet.'],
  ])('SpreadsheetApp refuses %s', async (expression, message) => {
    await expect(valueOf(`function f() { SpreadsheetApp.getActiveSheet().${expression}; }`)).rejects.toThrow(message);
  });

  it('HtmlService serves what a script makes of a page', async () => {
    const code = `function openSidebar() {
      const page = HtmlService.createHtmlOutputFromFile('Sidebar');
      page.setContent(page.getContent().replace('Hello', 'Welcome')).append('<i>all</i>');
      SpreadsheetApp.getUi().showSidebar(page);
    }`;
    expect((await scriptOf(code).choose('openSidebar')).sidebar?.html).toBe('<p>Welcome</p><i>all</i>');
  });

  it('HtmlService ignores meta tags of the page and knows four that can be added', async () => {
    const page = `<html><head><meta charset="utf-8"><META name="color-scheme"
      content="light > dark"/><title><meta></title></head><script>"<meta name='x'>"</script><!-- <meta> --></html>`;
    const show = (more: string): string =>
      `function f() { SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutput(${JSON.stringify(page)})${more}); }`;
    expect((await scriptOf(show('')).choose('f')).sidebar?.html).toBe(
      `<html><head><title><meta></title></head><script>"<meta name='x'>"</script><!-- <meta> --></html>`,
    );
    const added = await scriptOf(show('.addMetaTag("viewport", "width=\\"300\\"")')).choose('f');
    expect(added.sidebar?.html).toContain('<head><meta name="viewport" content="width=&quot;300&quot;"><title>');
    await expect(scriptOf(show('.addMetaTag("color-scheme", "dark")')).choose('f')).rejects.toThrow(
      'The meta tag you specified is not allowed in this context.',
    );
  });

  it('HtmlService says that it knows no scriptlets, and of every member it lacks', async () => {
    const template = valueOf("function f() { HtmlService.createTemplate('<?= 1 ?>').evaluate(); }");
    await expect(template).rejects.toThrow('Template scriptlets (<? … ?>) are not supported by the sandbox.');
    const favicon = valueOf("function f() { HtmlService.createHtmlOutput('').setFaviconUrl('https://example.org/'); }");
    await expect(favicon).rejects.toThrow('HtmlOutput.setFaviconUrl is not supported by the sandbox.');
  });

  it('Session tells the language of the person and the zone of the script', async () => {
    const code = 'function f() { return [Session.getActiveUserLocale(), Session.getScriptTimeZone()]; }';
    expect((await scriptOf(code, { userLocale: 'de' }).call('f', [])).value).toEqual(['de', 'Etc/GMT']);
  });

  it('PropertiesService keeps values up to 9 KB and 500 KB in all', async () => {
    const properties = new Map([['WORKER_URL', 'http://127.0.0.1:1']]);
    const script = scriptOf(
      `const p = PropertiesService.getScriptProperties();
       function read() { return [p.getProperty('WORKER_URL'), p.getProperty('absent')]; }
       function write(key, length) { p.setProperty(key, 'x'.repeat(length)); return p.getKeys().length; }`,
      { properties },
    );
    expect((await script.call('read', [])).value).toEqual(['http://127.0.0.1:1', null]);
    expect((await script.call('write', ['a', 9 * 1024])).value).toBe(2);
    await expect(script.call('write', ['b', 9 * 1024 + 1])).rejects.toThrow('Argument too large: value');
    for (let index = 0; index < 54; index += 1) properties.set(`k${index}`, 'x'.repeat(9 * 1024));
    await expect(script.call('write', ['b', 9 * 1024])).rejects.toThrow('property storage quota');
  });

  it('Utilities makes identifiers and text blobs', async () => {
    const code = `function f() { return [Utilities.getUuid().length, Utilities.newBlob('é', 'text/plain').getDataAsString()]; }`;
    expect(await valueOf(code)).toEqual([36, 'é']);
  });
});
