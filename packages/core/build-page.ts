import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'tsup'
import { thirdPartyLicenses } from '../../tsup.licenses.js'
import { DATA_MARK } from './src/reporting/html/fill-template.js'

/** Builds the HTML report without data, one file with its script and style in it, as `report-page.html` into a folder. */
export async function buildPage(folder: string): Promise<void> {
  const page = join(import.meta.dirname, 'page')
  const built = mkdtempSync(join(tmpdir(), 'retrial-page-'))
  try {
    await build({
      config: false,
      entry: { page: join(page, 'main.tsx'), style: join(page, 'style/index.css') },
      outDir: built,
      tsconfig: join(page, 'tsconfig.json'),
      format: 'iife',
      target: 'es2022',
      platform: 'browser',
      minify: true,
      splitting: false,
      silent: true,
      noExternal: [/./],
      esbuildPlugins: [thirdPartyLicenses(import.meta.dirname)],
      esbuildOptions(options) {
        options.define = { ...options.define, 'process.env.NODE_ENV': '"production"' }
        options.legalComments = 'none'
      },
    })
    const script = readFileSync(join(built, 'page.global.js'), 'utf8').trim()
    const style = readFileSync(join(built, 'style.css'), 'utf8').trim()
    writeFileSync(join(folder, 'report-page.html'), wrapped(script, style))
  } finally {
    rmSync(built, { recursive: true })
  }
}

function wrapped(script: string, style: string): string {
  if (/<\/script|<!--/i.test(script) || /<\/style/i.test(style))
    throw new Error('The page has a text that would end its element.')
  // Nothing is loaded from anywhere, no other script or style counts, and no text can become markup.
  const policy = [
    "default-src 'none'",
    `script-src '${digest(script)}'`,
    `style-src '${digest(style)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Retrial</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<div id="app"><noscript>This report is shown by a script, which is switched off here.</noscript></div>
<script type="application/json" id="data">${DATA_MARK}</script>
<script>${script}</script>
</body>
</html>
`
}

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
