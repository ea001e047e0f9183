import { readFileSync } from 'node:fs';

/** One Apps Script project the add-on can be pushed to: its name and the file clasp reads for it. */
export type Target = { name: string; file: string; scriptId: string };

const FILES: Readonly<Record<string, string>> = { dev: '.clasp.json', prod: '.clasp.prod.json' };

/** A problem whoever pushes can solve; its message is all there is to say. */
export class PushProblem extends Error {
  override readonly name = 'PushProblem';
}

/**
 * Reads where to push.
 *
 * @param name "dev" or "prod".
 * @throws PushProblem for another name, a file that is missing or no JSON, or one without a script id.
 */
export function readTarget(name: string): Target {
  const file = FILES[name];
  if (!file) throw new PushProblem(`There is no target “${name}”. Targets are ${Object.keys(FILES).join(' and ')}.`);
  const scriptId = scriptIdIn(file);
  if (!/^[\w-]{20,}$/.test(scriptId)) {
    throw new PushProblem(
      `${file} has no script id yet. Open the script project of ${name} in the Apps Script editor, choose Project Settings, ` +
        `copy the Script ID under “IDs” and put it into ${file} as "scriptId".`,
    );
  }
  return { name, file, scriptId };
}

function scriptIdIn(file: string): string {
  try {
    const settings: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const isSettings = typeof settings === 'object' && settings !== null && 'scriptId' in settings;
    return isSettings ? String(settings.scriptId) : '';
  } catch (error) {
    throw new PushProblem(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
