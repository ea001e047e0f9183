import { describe, expect, it } from 'vitest';
import { Failure } from '../../../worker/failure.ts';
import { readReportFile } from '../../../worker/report-file/read-file.ts';

const MANY = 20_000;
/** A slow machine needs seconds; comparing each with all others took minutes. */
const PATIENCE_MS = 15_000;

/** What a file is refused with, and how long nobody else was answered meanwhile. */
function refusalOf(text: string): { message: string; ms: number } {
  const begun = performance.now();
  try {
    readReportFile(text);
  } catch (error) {
    if (error instanceof Failure) return { message: error.message, ms: performance.now() - begun };
    throw error;
  }
  throw new Error('it was taken');
}

describe('a report file of unusual size', () => {
  it('with many unknown fields is refused soon', () => {
    const fields = Array.from({ length: MANY }, (_, at) => `field${at}: 1`).join('\n');
    const { message, ms } = refusalOf(`willcall: 1\nreports: []\n${fields}`);
    expect(message).toContain('Line 3: There is no field "field0" here.');
    expect(message.length).toBeLessThan(1_000);
    expect(ms).toBeLessThan(PATIENCE_MS);
  });

  it('with many reports that are wrong is refused soon', () => {
    const { message, ms } = refusalOf(`willcall: 1\nreports:\n${'  - {}\n'.repeat(MANY)}`);
    expect(message).toContain('Line 3: The field "reports" is wrong: at most 1000 entries allowed.');
    expect(ms).toBeLessThan(PATIENCE_MS);
  });

  it('with a field twice is still refused, wherever it is and however it is quoted', () => {
    const twice = refusalOf('willcall: 1\nreports:\n  - name: A\n    "name": B\n');
    expect(twice.message).toBe('Line 4: Map keys must be unique.');
    expect(refusalOf('willcall: 1\nreports:\n  - {name: A, sources: [{account: X, account: Y}]}').message).toBe(
      'Line 3: Map keys must be unique.',
    );
  });
});
