import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDocument } from '../../sandbox/apps-script/google-document.ts';
import { startGoogle, type SandboxGoogle } from '../../sandbox/google/google.ts';
import { scriptOf } from '../sandbox/apps-script/memory-document.ts';
import { buildCode } from './built-addon.ts';

const WRITER = 'writer@willcall-prod.iam.gserviceaccount.com';
const OWNER = 'owner@example.org';
let google: SandboxGoogle;
let id: string;
let code: string;
beforeAll(async () => {
  code = await buildCode();
});
beforeEach(async () => {
  google = await startGoogle({ quota: false });
  const file = google.files.create(OWNER, 'Spring gala', {});
  id = file.id;
  const line = (who: string, role: 'writer' | 'reader') => ({
    id: who,
    type: 'user' as const,
    role,
    emailAddress: who,
  });
  const more = [line('editor@example.org', 'writer'), line('viewer@example.org', 'reader')];
  google.files.setPermissions(id, [...file.permissions, ...more]);
});
afterEach(() => google.close());

async function share(user: string): Promise<unknown> {
  const document = openDocument(google.files, user, { spreadsheetId: id });
  return (await scriptOf(code, { document, user }).call('shareWithWriter', [WRITER])).value;
}

describe('sharing that Google refuses', () => {
  it('is no refusal at all for an editor, and the second time nothing is asked of Google', async () => {
    expect(await share('editor@example.org')).toBeNull();
    google.files.sharing.setWritersCanShare(id, false);
    expect(await share('editor@example.org')).toBeNull();
    expect(google.files.roleOf(id, WRITER)).toBe('writer');
  });

  it('says that editors may not share, and who the owner is', async () => {
    google.files.sharing.setWritersCanShare(id, false);
    expect(await share('editor@example.org')).toEqual({ why: 'editors', owner: OWNER, said: expect.any(String) });
    expect(await share(OWNER)).toBeNull();
  });

  it('says that the organisation forbids addresses outside of it, to the owner whatever Google’s words are', async () => {
    google.files.sharing.setOutsideAllowed('example.org', false);
    expect(await share('editor@example.org')).toMatchObject({ why: 'domain' });
    expect(await share(OWNER)).toMatchObject({ why: 'domain', owner: OWNER });
  });

  it('says to a viewer that they may only look', async () => {
    expect(await share('viewer@example.org')).toMatchObject({ why: 'viewer', owner: null });
  });
});
