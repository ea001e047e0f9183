import { z } from 'zod';
import { enumeration, enumHolder, HostObject, method } from '../host-object.ts';
import { ScriptException } from '../script-exception.ts';

const NONE = z.tuple([]);
const TEXT = z.tuple([z.string()]);
const contents = new WeakMap<HostObject, { title: string; html: string }>();
const sandboxModes = enumeration('SandboxMode', ['EMULATED', 'IFRAME', 'NATIVE']);

/** `HtmlService` over the project's HTML files, by name without `.html`. */
export function createHtmlService(files: Readonly<Record<string, string>>): HostObject {
  const read = (name: string): string => {
    const found = files[name.replace(/\.html$/, '')];
    if (found === undefined) throw new ScriptException(`No HTML file named ${name} was found.`);
    return found;
  };
  return new HostObject({
    name: 'HtmlService',
    methods: {
      createHtmlOutput: method({ args: z.tuple([z.string().optional()]) }, (...[html]) => createOutput(html ?? '')),
      createHtmlOutputFromFile: method({ args: TEXT }, (name) => createOutput(read(name))),
      createTemplateFromFile: method({ args: TEXT }, (name) => createTemplate(read(name))),
    },
    constants: { SandboxMode: enumHolder('SandboxMode', sandboxModes) },
  });
}

/** Title and content of an HtmlOutput. @throws ScriptException for any other object. */
export function htmlOf(output: HostObject): { title: string; html: string } {
  const content = contents.get(output);
  if (!content) throw new ScriptException('Invalid argument: userInterface');
  return { ...content };
}

function createOutput(first: string): HostObject {
  const content = { title: '', html: first };
  const chained = (): HostObject => output;
  const output = new HostObject({
    name: 'HtmlOutput',
    service: 'HtmlService',
    methods: {
      getContent: method({ args: NONE }, () => content.html),
      setContent: method({ args: TEXT }, (html) => {
        content.html = html;
        return chained();
      }),
      getTitle: method({ args: NONE }, () => content.title),
      setTitle: method({ args: TEXT }, (title) => {
        content.title = title;
        return chained();
      }),
      setWidth: method({ args: z.tuple([z.number()]) }, chained),
      setHeight: method({ args: z.tuple([z.number()]) }, chained),
      setSandboxMode: method({ args: z.tuple([z.instanceof(HostObject)]) }, chained),
    },
  });
  contents.set(output, content);
  return output;
}

function createTemplate(html: string): HostObject {
  const evaluate = method({ args: NONE }, () => {
    if (html.includes('<?'))
      throw new ScriptException('Template scriptlets (<? … ?>) are not supported by the sandbox.');
    return createOutput(html);
  });
  return new HostObject({
    name: 'HtmlTemplate',
    service: 'HtmlService',
    methods: { evaluate, getRawContent: method({ args: NONE }, () => html) },
  });
}
