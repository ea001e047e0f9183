import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runClasp } from './clasp.ts';
import type { Target } from './target.ts';

const BUILT = 'dist/addon';

/**
 * Fetches what the script project holds, so that it can be told what a push replaces and brought back by hand.
 *
 * @returns the folder with its files; what an earlier push put there goes.
 * @throws PushProblem when clasp cannot fetch it.
 */
export function keepPresent(target: Target, options: readonly string[]): string {
  const folder = join('dist', `addon-before-${target.name}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, '.clasp.json'), JSON.stringify({ scriptId: target.scriptId, rootDir: '.' }));
  runClasp(['--project', resolve(folder), ...options, 'pull']);
  return folder;
}

/** One line for each file that a push changes, such as "Code.js: 4,100 characters instead of 3,900". */
export function changesTo(folder: string): string[] {
  const names = new Set([...readdirSync(BUILT), ...readdirSync(folder)].filter((name) => !name.startsWith('.')));
  return [...names].toSorted().flatMap((name) => changeOf(textOf(join(folder, name)), textOf(join(BUILT, name)), name));
}

function changeOf(before: string | null, after: string | null, name: string): string[] {
  if (before === after) return [];
  if (before === null) return [`${name}: new`];
  if (after === null) return [`${name}: removed`];
  const [old, now] = [before, after].map((text) => text.length.toLocaleString('en'));
  return [`${name}: ${now} characters instead of ${old}`];
}

function textOf(file: string): string | null {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}
