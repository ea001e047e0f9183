import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { defineConfig, type Plugin } from 'rolldown';

/** Google looks functions up by global name, so every export of addon/main.ts gets a top-level function that forwards. */
const globalStubs = (chunk: { exports: string[] }) =>
  chunk.exports.map((name) => `function ${name}() { return Addon.${name}.apply(this, arguments); }`).join('\n');

/** HtmlService serves one file: script and style go into the page. */
export function sidebarPage(code: string): string {
  const script = code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
  return readFileSync('addon/sidebar/sidebar.html', 'utf8')
    .replace('/*style*/', sidebarStyle)
    .replace('/*script*/', () => script);
}

/** What all views share, then a file for each part. */
function sidebarStyle(): string {
  const parts = readdirSync('addon/sidebar/styles').toSorted();
  const files = ['sidebar.css', ...parts.map((name) => `styles/${name}`)];
  return files.map((name) => readFileSync(`addon/sidebar/${name}`, 'utf8')).join('\n');
}

function inlineSidebar(): Plugin {
  return {
    name: 'inline-sidebar',
    writeBundle(_options, bundle) {
      const [chunk] = Object.values(bundle);
      if (chunk?.type !== 'chunk') throw new Error('the sidebar bundle has no script');
      mkdirSync('dist/addon', { recursive: true });
      writeFileSync('dist/addon/Sidebar.html', sidebarPage(chunk.code));
      copyFileSync('addon/appsscript.json', 'dist/addon/appsscript.json');
    },
  };
}

/** The playground's page: the parts of its style go into one file. */
export function copyPlaygroundPage(folder: string): Plugin {
  const page = 'sandbox/playground/page';
  return {
    name: 'copy-playground-page',
    writeBundle() {
      const styles = readdirSync(`${page}/styles`).toSorted();
      const style = styles.map((name) => readFileSync(`${page}/styles/${name}`, 'utf8')).join('\n');
      writeFileSync(`${folder}/page.css`, style);
      copyFileSync(`${page}/index.html`, `${folder}/index.html`);
    },
  };
}

const nodeModules = [/^node:/, ...builtinModules, /^[a-z@][^:]*$/];
const jsx = { jsx: { runtime: 'automatic' } } as const;

export default defineConfig([
  {
    input: { Code: 'addon/main.ts' },
    output: { dir: 'dist/addon', format: 'iife', name: 'Addon', footer: globalStubs, entryFileNames: '[name].js' },
    transform: { target: 'es2019' },
  },
  {
    input: { sidebar: 'addon/sidebar/main.tsx' },
    output: { dir: 'dist/sidebar', format: 'iife', minify: true, comments: false },
    transform: { target: 'es2020', ...jsx },
    plugins: [inlineSidebar()],
  },
  {
    input: { page: 'sandbox/playground/page/main.tsx' },
    output: { dir: 'dist/playground', format: 'esm', minify: true },
    transform: { target: 'es2022', ...jsx },
    plugins: [copyPlaygroundPage('dist/playground')],
  },
  {
    input: { willcall: 'worker/cli.ts' },
    output: { dir: 'dist', format: 'esm', banner: '#!/usr/bin/env node', chunkFileNames: 'chunks/[name]-[hash].js' },
    external: nodeModules,
    platform: 'node',
  },
]);
