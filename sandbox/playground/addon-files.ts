import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ScriptProject } from '../apps-script/script.ts';

const PARTS = ['Code.js', 'Sidebar.html', 'appsscript.json'] as const;

/**
 * Gives the built add-on as it would be pushed to Google, read again when it was built anew.
 * @throws Error naming the missing file and how to make it.
 */
export function createAddonFiles(folder: string): () => ScriptProject {
  let known: { stamp: string; project: ScriptProject } | undefined;
  return () => {
    const stamp = PARTS.map((name) => statSync(partOf(folder, name)).mtimeMs).join();
    if (known?.stamp !== stamp) known = { stamp, project: readProject(folder) };
    return known.project;
  };
}

function readProject(folder: string): ScriptProject {
  const read = (name: string): string => readFileSync(partOf(folder, name), 'utf8');
  return { code: read('Code.js'), files: { Sidebar: read('Sidebar.html') }, manifest: read('appsscript.json') };
}

function partOf(folder: string, name: string): string {
  const path = join(folder, name);
  if (!existsSync(path)) throw new Error(`The add-on is not built: ${name} is missing. Run "npm run build".`);
  return path;
}
