import { rolldown, type RolldownOptions, type OutputOptions } from 'rolldown';
import config, { sidebarPage } from '../../rolldown.config.ts';

const [code, sidebar] = Array.isArray(config) ? config : [config];

/** The script that is pushed to Google, as the build makes it. */
export function buildCode(): Promise<string> {
  return scriptOf(code);
}

let page: Promise<string> | undefined;

/** The page that is pushed to Google: script and style inlined as the build does it; made once for all files of a process. */
export function buildSidebarPage(): Promise<string> {
  page ??= scriptOf(sidebar).then(sidebarPage);
  return page;
}

async function scriptOf(options: RolldownOptions | undefined): Promise<string> {
  // In memory, so that test files that run at the same time do not write the same files.
  const bundle = await rolldown({ ...options, plugins: [], logLevel: 'silent' });
  const { output } = await bundle.generate(outputOf(options));
  await bundle.close();
  return output[0].code;
}

function outputOf(options: RolldownOptions | undefined): OutputOptions {
  const output = options?.output;
  return (Array.isArray(output) ? output[0] : output) ?? {};
}
