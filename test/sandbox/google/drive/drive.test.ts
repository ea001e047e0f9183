import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { scopes } from '../../../../sandbox/google/actor.ts';
import { driveApp } from '../../../../sandbox/google/drive/drive.ts';
import type { Files } from '../../../../sandbox/google/files.ts';
import { createIdentity } from '../../../../sandbox/google/identity.ts';
import { listen } from '../identity/serve.ts';
import { memoryFiles } from './memory-files.ts';

const mimeType = 'application/vnd.google-apps.spreadsheet';
const owner = 'owner@rehearsal.example';
const colleague = 'colleague@rehearsal.example';
const identity = createIdentity({ now: Date.now, origin: () => '' });

let files: Files = memoryFiles();
let imported: readonly (readonly string[])[] = [];
let google: { origin: string; close: () => void };

beforeAll(async () => {
  const current: Files = new Proxy(files, { get: (_, name) => Reflect.get(files, name) });
  const content = {
    rows: () => [['a1', 'B2, "x"', ''], [], ['=1', '']],
    replace: (_: unknown, __: string, rows: readonly (readonly string[])[]) => void (imported = rows),
  };
  google = await listen(driveApp({ files: current, actorOf: (header) => identity.actorOf(header), content }));
});

beforeEach(() => {
  files = memoryFiles();
});

afterAll(() => google.close());

type Body = {
  readonly [name: string]: unknown;
  readonly error?: { readonly message: string; readonly errors: readonly { readonly reason: string }[] };
  readonly files?: readonly { readonly name: string }[];
};
type Answer = { status: number; text: string; body: Body };

async function call(
  method: string,
  path: string,
  body?: object,
  by = owner,
  allowed: readonly string[] = [scopes.drive],
): Promise<Answer> {
  const headers = {
    Authorization: `Bearer ${identity.accessToken(by, allowed)}`,
    ...(body ? { 'Content-Type': 'application/json' } : {}),
  };
  const init = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) };
  const answer = await fetch(`${google.origin}/drive/v3${path}`, init);
  const text = await answer.text();
  return { status: answer.status, text, body: text.startsWith('{') ? JSON.parse(text) : {} };
}

async function made(name: string, by = owner): Promise<string> {
  const { body } = await call('POST', '/files', { name, mimeType }, by);
  return String(body['id']);
}

const share = (id: string, role: string, who = colleague) =>
  call('POST', `/files/${id}/permissions`, { type: 'user', role, emailAddress: who });

describe('a spreadsheet', () => {
  it('is made, and four fields come back, indented', async () => {
    const { status, text, body } = await call('POST', '/files?supportsAllDrives=True', { name: 'Guests', mimeType });
    expect(status).toBe(200);
    expect(body).toEqual({ kind: 'drive#file', id: expect.any(String), name: 'Guests', mimeType });
    expect(text).toBe(`${JSON.stringify(body, null, 2)}\n`);
  });

  it('is read with the fields that were asked for', async () => {
    const id = await made('Guests');
    const { body } = await call(
      'GET',
      `/files/${id}?supportsAllDrives=True&includeItemsFromAllDrives=True&fields=id%2Cname%2CcreatedTime%2CmodifiedTime`,
    );
    const time = '2026-09-27T00:00:01.000Z';
    expect(body).toEqual({ id, name: 'Guests', createdTime: time, modifiedTime: time });
    const nested = await call('GET', `/files/${id}?fields=owners(emailAddress,me),permissions/role`);
    expect(nested.body).toEqual({ owners: [{ emailAddress: owner, me: true }], permissions: [{ role: 'owner' }] });
  });

  it('is renamed, trashed and deleted', async () => {
    const id = await made('Guests');
    expect((await call('PATCH', `/files/${id}`, { name: 'List' })).body['name']).toBe('List');
    expect((await call('PATCH', `/files/${id}?fields=trashed`, { trashed: true })).body).toEqual({ trashed: true });
    expect(await call('DELETE', `/files/${id}?supportsAllDrives=True`)).toEqual({ status: 204, text: '', body: {} });
    expect((await call('GET', `/files/${id}`)).status).toBe(404);
  });

  it('is copied under a name of its own', async () => {
    const id = await made('Guests');
    const copy = await call('POST', `/files/${id}/copy?supportsAllDrives=True`, { name: null, mimeType });
    expect(copy.body).toMatchObject({ name: 'Copy of Guests', mimeType });
    expect(copy.body['id']).not.toBe(id);
    const comments = await call('GET', `/files/${id}/comments?fields=comments/content,nextPageToken&pageSize=100`);
    expect(comments.body).toEqual({ comments: [] });
  });

  it('is exported as text, and read from it', async () => {
    const id = await made('Guests');
    expect((await call('GET', `/files/${id}/export?mimeType=text/csv`)).text).toBe('a1,"B2, ""x"""\r\n,\r\n=1,');
    expect((await call('GET', `/files/${id}/export?mimeType=text/tab-separated-values`)).text).toBe(
      'a1\tB2, "x"\r\n\t\r\n=1\t',
    );
    expect((await call('GET', `/files/${id}/export?mimeType=application/pdf`)).status).toBe(501);
    const refused = await call('GET', `/files/${id}/export?mimeType=image/png`);
    expect(refused.body.error?.message).toBe('The requested conversion is not supported.');
    await fetch(`${google.origin}/upload/drive/v3/files/${id}?uploadType=media`, {
      method: 'PATCH',
      headers: { Authorization: `Bearer ${identity.accessToken(owner, [scopes.drive])}`, 'Content-Type': 'text/csv' },
      body: 'a,"b\n1"\n007,',
    });
    expect(imported).toEqual([
      ['a', 'b\n1'],
      ['007', ''],
    ]);
  });
});

describe('files are listed', () => {
  const names = async (query: Record<string, string>, by = owner) => {
    const { body } = await call(
      'GET',
      `/files?${new URLSearchParams({ fields: 'files(name)', ...query }).toString()}`,
      undefined,
      by,
    );
    return body.files?.map(({ name }) => name);
  };

  beforeEach(async () => {
    for (const name of ['Spring gala', 'Autumn 2', 'Autumn 10', "It's"]) await made(name);
    await made('Someone else’s', colleague);
  });

  it('newest first, each with four fields', async () => {
    const { body } = await call('GET', '/files?pageSize=1');
    expect(body).toEqual({
      kind: 'drive#fileList',
      incompleteSearch: false,
      nextPageToken: expect.any(String),
      files: [{ kind: 'drive#file', id: expect.any(String), name: "It's", mimeType }],
    });
  });

  it('page by page', async () => {
    const first = await call('GET', '/files?pageSize=2&fields=nextPageToken,files(name)');
    const second = await call(
      'GET',
      `/files?pageSize=2&fields=nextPageToken,files(name)&pageToken=${String(first.body['nextPageToken'])}`,
    );
    expect(first.body.files).toHaveLength(2);
    expect(second.body).toEqual({ files: [{ name: 'Autumn 2' }, { name: 'Spring gala' }] });
  });

  it.each([
    [`mimeType="${mimeType}" and name = "Spring gala"`, ['Spring gala']],
    [`mimeType='${mimeType}' and parents in "root"`, ["It's", 'Autumn 10', 'Autumn 2', 'Spring gala']],
    ["'root' in parents and not name contains 'aut'", ["It's", 'Spring gala']],
    ["name contains 'ala'", []],
    ["name = 'It\\'s'", ["It's"]],
    ["trashed = true or (name != 'Autumn 2' and name contains 'autumn')", ['Autumn 10']],
    ["'me' in owners and createdTime > '2026-09-27T00:00:03Z'", ["It's"]],
    ['sharedWithMe = true', []],
  ])('when they match %s', async (q, expected) => {
    expect(await names({ q, orderBy: 'createdTime desc' })).toEqual(expected);
  });

  it('in the order asked for', async () => {
    expect(await names({ orderBy: 'name' })).toEqual(['Autumn 10', 'Autumn 2', "It's", 'Spring gala']);
    expect(await names({ orderBy: 'name_natural desc' })).toEqual(['Spring gala', "It's", 'Autumn 10', 'Autumn 2']);
  });

  it('when they were shared', async () => {
    const [file] = files.list(owner);
    await share(file?.id ?? '', 'reader');
    expect(await names({ q: 'sharedWithMe = true' }, colleague)).toEqual(["It's"]);
    expect(await names({}, 'stranger@rehearsal.example')).toEqual([]);
  });

  it.each([
    ['q=title="x"', 'q', 'Invalid Value'],
    ['q=name=', 'q', 'Invalid Value'],
    ['pageSize=0', 'pageSize', "Invalid value '0'. Values must be within the range: [1, 1000]"],
    ['pageToken=x', 'pageToken', 'Invalid Value'],
    ['orderBy=size', 'orderBy', 'Invalid Value'],
    ['fields=items(id)', 'fields', 'Invalid field selection items'],
  ])('or refused: %s', async (query, location, message) => {
    const { status, body } = await call('GET', `/files?${query}`);
    expect(status).toBe(400);
    expect(body.error).toMatchObject({
      code: 400,
      message,
      errors: [{ message, location, locationType: 'parameter' }],
    });
  });
});

describe('sharing', () => {
  it('gives a colleague a role, changes it and takes it back', async () => {
    const id = await made('Guests');
    const { body } = await share(id, 'reader');
    expect(body).toEqual({
      kind: 'drive#permission',
      id: expect.stringMatching(/^\d{20}$/),
      type: 'user',
      role: 'reader',
    });
    expect((await call('PATCH', `/files/${id}`, { name: 'Mine' }, colleague)).status).toBe(403);
    await call('PATCH', `/files/${id}/permissions/${String(body['id'])}`, { role: 'writer' });
    expect((await call('PATCH', `/files/${id}`, { name: 'Ours' }, colleague)).status).toBe(200);
    expect((await call('DELETE', `/files/${id}`, undefined, colleague)).status).toBe(403);
    expect((await call('DELETE', `/files/${id}/permissions/${String(body['id'])}`)).status).toBe(204);
    expect((await call('GET', `/files/${id}`, undefined, colleague)).status).toBe(404);
  });

  it('shows the whole list to those who may edit', async () => {
    const id = await made('Guests');
    await share(id, 'commenter');
    await call('POST', `/files/${id}/permissions?sendNotificationEmail=False`, {
      type: 'anyone',
      role: 'reader',
      withLink: true,
    });
    const { body } = await call(
      'GET',
      `/files/${id}/permissions?supportsAllDrives=True&fields=nextPageToken,permissions`,
    );
    expect(body['permissions']).toMatchObject([
      { type: 'user', emailAddress: owner, role: 'owner', deleted: false, pendingOwner: false },
      { type: 'user', emailAddress: colleague, role: 'commenter' },
      { id: 'anyoneWithLink', type: 'anyone', role: 'reader', allowFileDiscovery: false },
    ]);
    expect((await call('GET', `/files/${id}/permissions`, undefined, colleague)).status).toBe(403);
    expect((await call('GET', `/files/${id}`, undefined, 'stranger@rehearsal.example')).status).toBe(200);
  });

  it('does not lower a role by giving a smaller one', async () => {
    const id = await made('Guests');
    await share(id, 'writer');
    expect((await share(id, 'reader')).body['role']).toBe('writer');
  });

  it('hands a file over only when that is said', async () => {
    const id = await made('Guests');
    const refused = await share(id, 'owner');
    expect(refused.body.error?.message).toMatch(/^The transferOwnership parameter must be enabled/);
    const given = { type: 'user', role: 'owner', emailAddress: colleague };
    expect((await call('POST', `/files/${id}/permissions?transferOwnership=true`, given)).status).toBe(200);
    expect(files.get(id)?.owner).toBe(colleague);
    expect(files.roleOf(id, owner)).toBe('writer');
  });

  it.each([
    [{ type: 'user', role: 'writer' }, /emailAddress is invalid/],
    [{ type: 'domain', role: 'reader', domain: 'a@b' }, /domain is invalid/],
    [{ type: 'robot', role: 'reader' }, /type/],
    [{ type: 'anyone' }, /role/],
  ])('refuses %j', async (body, message) => {
    const answer = await call('POST', `/files/${await made('Guests')}/permissions`, body);
    expect(answer.status).toBe(400);
    expect(answer.body.error?.message).toMatch(message);
  });
});

describe('a refusal', () => {
  it('for a file that is not there, or not shared, is the classic 404', async () => {
    const hidden = await made('Guests', colleague);
    for (const id of ['nope', hidden]) {
      const { status, body } = await call('GET', `/files/${id}`);
      expect(status).toBe(404);
      const entry = { domain: 'global', reason: 'notFound', location: 'fileId', locationType: 'parameter' };
      const message = `File not found: ${id}.`;
      expect(body).toEqual({ error: { code: 404, message, errors: [{ message, ...entry }] } });
    }
  });

  it('names a token that is missing or lacks a scope', async () => {
    const bare = await fetch(`${google.origin}/drive/v3/files`);
    expect(bare.status).toBe(401);
    const { status, body } = await call('GET', '/files', undefined, owner, [scopes.spreadsheets]);
    expect(status).toBe(403);
    expect(body.error).toMatchObject({
      status: 'PERMISSION_DENIED',
      message: 'Request had insufficient authentication scopes.',
      errors: [{ reason: 'insufficientPermissions' }],
    });
    expect((await call('POST', '/files', { name: 'x', mimeType }, owner, [scopes.driveReadonly])).status).toBe(403);
  });

  it('hides what an application with drive.file did not make', async () => {
    const id = await made('Guests', colleague);
    await call('POST', `/files/${id}/permissions`, { type: 'user', role: 'writer', emailAddress: owner }, colleague);
    expect((await call('GET', `/files/${id}`, undefined, owner, [scopes.driveFile])).status).toBe(404);
    expect((await call('GET', `/files/${id}`, undefined, owner, [scopes.drive])).status).toBe(200);
  });

  it.each([
    ['POST', '/files', { name: 'x', mimeType: 'application/vnd.google-apps.folder' }],
    ['POST', '/files', { name: 'x', mimeType, description: 'y' }],
    ['GET', '/files/generateIds', undefined],
    ['GET', '/changes', undefined],
    ['GET', "/files?q=fullText contains 'x'", undefined],
  ])('501 says what is not built: %s %s', async (method, path, body) => {
    const { status, body: answer } = await call(method, path, body);
    expect(status).toBe(501);
    expect(answer.error?.message).toMatch(/is not supported by the sandbox$/);
  });

  it('wants fields for about, and a body that is JSON', async () => {
    expect((await call('GET', '/about')).body.error?.errors[0]?.reason).toBe('required');
    expect((await call('GET', '/about?fields=user/emailAddress')).body).toEqual({ user: { emailAddress: owner } });
    const headers = { Authorization: `Bearer ${identity.accessToken(owner, [scopes.drive])}` };
    const broken = await fetch(`${google.origin}/drive/v3/files`, { method: 'POST', headers, body: '{"name"' });
    expect([broken.status, Object(await broken.json()).error.message]).toEqual([400, 'Parse Error']);
  });
});
