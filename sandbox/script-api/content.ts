import { z } from 'zod';
import { readManifest } from '../apps-script/manifest.ts';
import { checkSyntax } from '../apps-script/syntax.ts';
import type { ScriptProject } from '../apps-script/script.ts';
import { invalid } from '../google/api-error.ts';

const File = z.object({ name: z.string().min(1), type: z.enum(['SERVER_JS', 'HTML', 'JSON']), source: z.string() });
const Content = z.object({ files: z.array(File).min(1) });

/** One file of a script project. @see https://developers.google.com/apps-script/api/reference/rest/v1/File */
export type ScriptFile = z.infer<typeof File>;

/**
 * Reads the body of `projects.updateContent` with the checks Google makes. Google publishes none of its texts but that of a
 * syntax error, which clasp knows: the others are assumed.
 *
 * @throws ApiError 400 for a body of another shape, two files of a name, a missing or broken manifest, code that does not parse.
 */
export function readContent(body: unknown): ScriptFile[] {
  const parsed = Content.safeParse(body);
  if (!parsed.success) throw invalid(`Invalid JSON payload received. ${z.prettifyError(parsed.error)}`);
  const { files } = parsed.data;
  const twice = files.find((file, at) => files.findIndex(({ name }) => name === file.name) !== at);
  if (twice) throw invalid(`A file with this name already exists in the current project: ${twice.name}`);
  checkManifest(files);
  for (const file of files) if (file.type === 'SERVER_JS') checkCode(file);
  return files;
}

function checkManifest(files: readonly ScriptFile[]): void {
  const manifest = files.find(({ name, type }) => name === 'appsscript' && type === 'JSON');
  if (!manifest) throw invalid('Project contents must include a manifest file named appsscript.');
  const other = files.find((file) => file.type === 'JSON' && file !== manifest);
  if (other) throw invalid(`A project has one file of type JSON, its manifest: ${other.name} is another.`);
  refusing(
    () => readManifest(manifest.source),
    (message) => `"appsscript.json" has errors: ${message}`,
  );
}

function checkCode({ name, source }: ScriptFile): void {
  refusing(
    () => checkSyntax(source, name),
    (message, line) => `Syntax error: SyntaxError: ${message} line: ${line} file: ${name}`,
  );
}

function refusing(check: () => void, text: (message: string, line: number) => string): void {
  try {
    check();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const at = /\((?:line )?(\d+)/.exec(message)?.[1];
    throw invalid(text(message.replace(/ \([^()]*\)$/, ''), Number(at ?? 1)));
  }
}

/** What Google would run: all code in one scope in the order it was sent, pages by name, the manifest. */
export function projectOf(files: readonly ScriptFile[]): ScriptProject {
  const of = (type: ScriptFile['type']): ScriptFile[] => files.filter((file) => file.type === type);
  return {
    code: of('SERVER_JS')
      .map(({ source }) => source)
      .join('\n'),
    files: Object.fromEntries(of('HTML').map(({ name, source }) => [name, source])),
    manifest: of('JSON')[0]?.source ?? '',
  };
}
