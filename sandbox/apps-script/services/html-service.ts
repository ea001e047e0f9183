import { z } from 'zod';
import { enumeration, enumHolder, HostObject, method } from '../host-object.ts';
import { ScriptException } from '../script-exception.ts';
import { ALLOWED_META, servedPage, type MetaTag } from './html-page.ts';

const NONE = z.tuple([]);
const TEXT = z.tuple([z.string()]);

type Content = { title: string; html: string; tags: MetaTag[] };

const contents = new WeakMap<HostObject, Content>();
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
      createTemplate: method({ args: TEXT }, createTemplate),
      createTemplateFromFile: method({ args: TEXT }, (name) => createTemplate(read(name))),
    },
    constants: { SandboxMode: enumHolder('SandboxMode', sandboxModes) },
  });
}

/** Title of an HtmlOutput, and its page as Google serves it. @throws ScriptException for any other object. */
export function htmlOf(output: HostObject): { title: string; html: string } {
  const content = contents.get(output);
  if (!content) throw new ScriptException('Invalid argument: userInterface');
  return { title: content.title, html: servedPage(content.html, content.tags) };
}

function createOutput(html: string): HostObject {
  const content: Content = { title: '', html, tags: [] };
  const self = (): HostObject => output;
  const output: HostObject = new HostObject({
    name: 'HtmlOutput',
    service: 'HtmlService',
    methods: {
      ...contentMethods(content, self),
      ...tagMethods(content, self),
      getTitle: method({ args: NONE }, () => content.title),
      setTitle: method({ args: TEXT }, (title) => {
        content.title = title;
        return output;
      }),
      setWidth: method({ args: z.tuple([z.number()]) }, self),
      setHeight: method({ args: z.tuple([z.number()]) }, self),
      setSandboxMode: method({ args: z.tuple([z.instanceof(HostObject)]) }, self),
    },
  });
  contents.set(output, content);
  return output;
}

type Methods = HostObject['methods'];

function contentMethods(content: Content, self: () => HostObject): Methods {
  const become = (html: string): HostObject => {
    content.html = html;
    return self();
  };
  return {
    getContent: method({ args: NONE }, () => content.html),
    setContent: method({ args: TEXT }, become),
    append: method({ args: TEXT }, (html) => become(content.html + html)),
    clear: method({ args: NONE }, () => become('')),
  };
}

function tagMethods(content: Content, self: () => HostObject): Methods {
  const Name = z.enum(ALLOWED_META);
  return {
    addMetaTag: method({ args: z.tuple([z.string(), z.string()]) }, (...[given, text]) => {
      const name = Name.safeParse(given).data;
      if (!name) throw new ScriptException('The meta tag you specified is not allowed in this context.');
      content.tags.push({ name, content: text });
      return self();
    }),
    getMetaTags: method({ args: NONE }, () => content.tags.map(createTag)),
  };
}

function createTag({ name, content }: MetaTag): HostObject {
  return new HostObject({
    name: 'HtmlOutputMetaTag',
    service: 'HtmlService',
    methods: { getName: method({ args: NONE }, () => name), getContent: method({ args: NONE }, () => content) },
  });
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
