import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const Package = z.looseObject({
  version: z.string().optional(),
  resolved: z.string().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
const { packages } = z
  .object({ packages: z.record(z.string(), Package) })
  .parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));

/** What `name` means to a package at `path`: the nearest folder above that has it. */
function versionSeenFrom(path: string, name: string): string | undefined {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const found = packages[at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`];
    if (found || at === '') return found?.version;
  }
}

describe('the lock file', () => {
  it('has the programs of every platform: without them `npm ci` refuses, here or on another machine', () => {
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.entries(optionalDependencies)
        .filter(([, wanted]) => /^\d+\.\d+\.\d+[\w.+-]*$/.test(wanted))
        .filter(([name, wanted]) => versionSeenFrom(path, name) !== wanted)
        .map(([name, wanted]) => `${name}@${wanted} of ${path}`),
    );
    expect(missing).toEqual([]);
  });

  it('has no download addresses', () => {
    expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
  });
});
