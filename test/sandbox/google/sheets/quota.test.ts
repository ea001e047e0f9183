import { describe, expect, it } from 'vitest';
import { startClient } from './client.ts';

describe('60 calls a minute for a user, 300 for a project, reads and writes apart', () => {
  it('refuses the 61st read and fills up again in the next minute', async () => {
    let now = Date.UTC(2027, 3, 1, 12, 0, 5);
    const client = await startClient({ quota: true, now: () => now });
    const read = () => client.call('GET', '?fields=spreadsheetId');
    for (let call = 0; call < 60; call++) expect((await read()).status).toBe(200);
    const refused = await read();
    expect(refused.status).toBe(429);
    expect(refused.text).toContain("limit 'Read requests per minute per user'");
    expect(refused.text).toContain('"quota_limit": "ReadRequestsPerMinutePerUser"');
    expect((await client.write('A1', [['still room for writes']])).status).toBe(200);
    now += 60_000;
    expect((await read()).status).toBe(200);
    await client.google.close();
  });

  it('counts a call once however much it holds, and all users of a project together', async () => {
    const client = await startClient({ quota: true, now: () => 1_000_000 });
    const { identity, files } = client.google;
    const owner = files.get(client.id)?.permissions ?? [];
    files.setPermissions(client.id, [...owner, { id: '1', type: 'anyone', role: 'writer' }]);
    const sheetsOnly = ['https://www.googleapis.com/auth/spreadsheets'];
    const people = Array.from({ length: 6 }, (_, index) => identity.accessToken(`p${index}@example.com`, sheetsOnly));
    const statuses: number[] = [];
    for (const person of people) {
      for (let call = 0; call < 51; call++) {
        statuses.push(
          (await client.call('POST', '/v4/spreadsheets/none:batchUpdate', { requests: [] }, person)).status,
        );
      }
    }
    expect(statuses.filter((status) => status === 429)).toHaveLength(6);
    await client.google.close();
  });
});
