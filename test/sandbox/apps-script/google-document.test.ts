import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDocument } from '../../../sandbox/apps-script/google-document.ts';
import type { Script } from '../../../sandbox/apps-script/script.ts';
import { scopes } from '../../../sandbox/google/actor.ts';
import type { Permission } from '../../../sandbox/google/files.ts';
import { startGoogle, type SandboxGoogle } from '../../../sandbox/google/google.ts';
import { scriptOf } from './memory-document.ts';

const CODE = `
  function share(email) { SpreadsheetApp.getActive().addEditor(email); }
  function prove(key, value) {
    const { DOCUMENT } = SpreadsheetApp.DeveloperMetadataVisibility;
    SpreadsheetApp.getActive().addDeveloperMetadata(key, value, DOCUMENT);
  }
  function marks() { return SpreadsheetApp.getActive().getDeveloperMetadata().map((m) => m.getKey() + '=' + m.getValue()); }
  function forget() { SpreadsheetApp.getActive().getDeveloperMetadata().forEach((m) => m.remove()); }
  function editors() { return SpreadsheetApp.getActive().getEditors().map((user) => user.getEmail()); }
  function owner() { return SpreadsheetApp.getActive().getOwner().getEmail(); }
  function viewers() { return SpreadsheetApp.getActive().getViewers().map((user) => user.getEmail()); }
  function shown(a1) { return SpreadsheetApp.getActiveSheet().getRange(a1).getDisplayValue(); }
  function where() {
    const s = SpreadsheetApp.getActive();
    return [s.getId(), s.getName(), s.getSpreadsheetLocale(), s.getSpreadsheetTimeZone(), s.getActiveSheet().getName()];
  }
`;

const line = (emailAddress: string, role: Permission['role']): Permission => ({
  id: `test-${emailAddress}`,
  type: 'user',
  role,
  emailAddress,
});

describe('the spreadsheet a script is bound to', () => {
  let google: SandboxGoogle;
  let spreadsheetId: string;

  beforeAll(async () => {
    google = await startGoogle({ quota: false });
    const options = { locale: 'de_DE', timeZone: 'Europe/Berlin' };
    const file = google.files.create('owner@example.org', 'Spring gala', options);
    spreadsheetId = file.id;
    const added = [line('colleague@example.org', 'writer'), line('viewer@example.org', 'reader')];
    google.files.setPermissions(file.id, [...file.permissions, ...added]);
  });
  afterAll(() => google.close());

  const as = (user: string): Script =>
    scriptOf(CODE, { document: openDocument(google.files, user, { spreadsheetId }), user });
  const call = async (user: string, name: string, ...args: unknown[]): Promise<unknown> =>
    (await as(user).call(name, args)).value;

  it('tells where it is', async () => {
    const [id, title, locale, zone] = [spreadsheetId, 'Spring gala', 'de_DE', 'Europe/Berlin'];
    expect(await call('viewer@example.org', 'where')).toEqual([id, title, locale, zone, expect.any(String)]);
  });

  it('is shared by an editor, once', async () => {
    await call('colleague@example.org', 'share', 'Writer@Example.org');
    await call('colleague@example.org', 'share', 'writer@example.org');
    expect(google.files.roleOf(spreadsheetId, 'writer@example.org')).toBe('writer');
    expect(await call('owner@example.org', 'editors')).toEqual([
      'owner@example.org',
      'colleague@example.org',
      'writer@example.org',
    ]);
  });

  it('keeps the owner the owner', async () => {
    await call('colleague@example.org', 'share', 'owner@example.org');
    expect(google.files.roleOf(spreadsheetId, 'owner@example.org')).toBe('owner');
  });

  it('cannot be shared by a viewer, nor with a text that is no address', async () => {
    await expect(call('viewer@example.org', 'share', 'x@example.org')).rejects.toThrow('You do not have permission');
    await expect(call('owner@example.org', 'share', 'nobody')).rejects.toThrow('Invalid email: nobody');
    expect(google.files.roleOf(spreadsheetId, 'x@example.org')).toBeUndefined();
  });

  it('is shared by its owner only, when editors may not share', async () => {
    google.files.sharing.setWritersCanShare(spreadsheetId, false);
    await expect(call('colleague@example.org', 'share', 'new@example.org')).rejects.toThrow('Action not allowed');
    await call('owner@example.org', 'share', 'new@example.org');
    // somebody who has it already needs no sharing
    await call('colleague@example.org', 'share', 'new@example.org');
    google.files.sharing.setWritersCanShare(spreadsheetId, true);
  });

  it('is shared inside of its organisation only, when that says so', async () => {
    google.files.sharing.setOutsideAllowed('example.org', false);
    await expect(call('owner@example.org', 'share', 'writer@outside.example')).rejects.toThrow('outside of this organ');
    await call('owner@example.org', 'share', 'inside@example.org');
    google.files.sharing.setOutsideAllowed('example.org', true);
    await call('owner@example.org', 'share', 'writer@outside.example');
  });

  it('tells who may edit, and who owns it, to editors', async () => {
    await expect(call('viewer@example.org', 'editors')).rejects.toThrow('You do not have permission');
    expect(await call('viewer@example.org', 'owner')).toBe('owner@example.org');
  });

  it('tells who may look, to editors', async () => {
    expect(await call('colleague@example.org', 'viewers')).toEqual(['viewer@example.org']);
    await expect(call('viewer@example.org', 'viewers')).rejects.toThrow('You do not have permission');
  });

  it('shows its cells as the person sees them', async () => {
    const owner = { email: 'owner@example.org', scopes: [scopes.spreadsheets] };
    const values = [[1234.5, '=A1*2', '0042'], [true]];
    const input = { valueInputOption: 'USER_ENTERED' } as const;
    google.files.open(owner, spreadsheetId, 'write').updateValues(owner, 'A1:C2', { values }, input);
    expect(await call('viewer@example.org', 'shown', 'A1')).toBe('1234,5');
    expect(await call('viewer@example.org', 'shown', 'B1:C9')).toBe('2469');
    expect(await call('viewer@example.org', 'shown', 'A2')).toMatch(/^(?:TRUE|WAHR)$/);
    expect(await call('viewer@example.org', 'shown', 'D1')).toBe('');
  });

  it('takes marks from editors only; who may read sees them', async () => {
    await call('colleague@example.org', 'prove', 'proof', 'abc');
    expect(await call('viewer@example.org', 'marks')).toEqual(['proof=abc']);
    await expect(call('viewer@example.org', 'prove', 'proof', 'x')).rejects.toThrow('You do not have permission');
    await expect(call('viewer@example.org', 'forget')).rejects.toThrow('You do not have permission');
    await call('owner@example.org', 'forget');
    expect(await call('owner@example.org', 'marks')).toEqual([]);
  });

  it('is closed to strangers, and to somebody whose access was just taken', async () => {
    expect(() => as('stranger@example.net')).toThrow('You do not have permission to access the requested document.');
    const script = as('viewer@example.org');
    const file = google.files.get(spreadsheetId);
    google.files.setPermissions(
      spreadsheetId,
      (file?.permissions ?? []).filter((each) => each.emailAddress !== 'viewer@example.org'),
    );
    await expect(script.call('where', [])).rejects.toThrow('You do not have permission');
  });
});
