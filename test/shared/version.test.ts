import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { compatibilityOf, isOlder, VERSION } from '../../shared/version.ts';

describe('versions', () => {
  it('the version told is that of the package', () => {
    const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync('package.json', 'utf8')));
    expect(VERSION).toBe(version);
  });

  it.each([
    ['1.4.0', '1.4.0', 'fine'],
    ['1.4.9', '1.4.0', 'fine'],
    ['1.5.0', '1.4.0', 'fine'],
    ['1.3.7', '1.4.0', 'fine'],
    ['1.6.0', '1.4.0', 'sidebar-older'],
    ['1.2.0', '1.4.0', 'sidebar-newer'],
    ['2.0.0', '1.4.0', 'sidebar-older'],
    ['1.9.0', '2.0.0', 'sidebar-newer'],
    ['1.10.0', '1.9.0', 'fine'],
    ['2.0.0-beta.1', '2.1.0', 'fine'],
    ['something', '2.1.0', 'fine'],
  ])('worker %s beside sidebar %s: %s', (worker, sidebar, expected) => {
    expect(compatibilityOf(worker, sidebar)).toBe(expected);
  });

  it('an earlier one is known as such', () => {
    expect(isOlder('1.3.9', '1.4.0')).toBe(true);
    expect(isOlder('1.4.0', '1.4.0')).toBe(false);
    expect(isOlder('1.10.0', '1.9.0')).toBe(false);
    expect(isOlder('0.9.9', '1.0.0')).toBe(true);
  });
});
