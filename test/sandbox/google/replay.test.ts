import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SandboxGoogle, startGoogle } from '../../../sandbox/google/google.ts';
import { replay } from '../../helpers/replay.ts';

const folder = process.env['RECORDINGS'] ?? '../shared/google/recordings';

let google: SandboxGoogle;

beforeAll(async () => {
  google = await startGoogle({ quota: false });
});

afterAll(() => google.close());

describe.skipIf(!existsSync(folder))('recorded traffic of other people, played against the local Google', () => {
  it('is answered the same in at least 95 of 100 cases', async () => {
    const report = await replay(folder, google.origin, google.token);
    const share = report.equal / report.played;
    const told = report.differences.map((one) => JSON.stringify(one, null, 1)).join('\n');
    process.stdout.write(
      `${report.equal} of ${report.played} answers equal, ${report.unsupported} not supported\n${told}\n`,
    );
    expect(report.played).toBeGreaterThan(0);
    expect(share).toBeGreaterThanOrEqual(0.95);
  });
});
