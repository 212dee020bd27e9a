// gallery.mjs -- the page of all parts, as files for the stub server.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { required, web } from './bundle.mjs';

const PAGE = `<!doctype html><html lang="en-GB" class="govuk-template"><head><meta charset="utf-8"><title>Parts - Lantern</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="/icon.png"><link rel="stylesheet" href="/app.css">
<script type="module" src="/gallery.js"></script></head><body class="govuk-template__body"><div id="app"></div></body></html>`;

export async function gallery() {
  const { build } = required('esbuild');
  const entry = join(dirname(fileURLToPath(import.meta.url)), 'gallery.tsx');
  const result = await build({
    entryPoints: [entry], bundle: true, write: false, format: 'esm', target: 'es2022', jsx: 'automatic', jsxImportSource: 'preact',
    nodePaths: [join(web, 'node_modules')], logLevel: 'error',
  });
  return { '/gallery': PAGE, '/gallery.js': result.outputFiles[0].text };
}
