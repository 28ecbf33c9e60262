// Makes the pictures of docs/images from a real run of the example: `npm run images`.
import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { listPending, openStore } from '@retrial/core'
import { htmlReport, readReport, readSnapshots, reportPath } from '@retrial/core/reporting'
import { chromium } from 'playwright-core'
import { runExample } from './run-example.mjs'
import { terminalPage } from './terminal-page.mjs'

const IMAGES = fileURLToPath(new URL('../../../docs/images', import.meta.url))
const MOST_BYTES = 250_000
/** A rule that changes a decision, and a prompt that was not recorded. */
const EDITS = [
  ['src/refund-policy.ts', 'gold: { upTo: 200', 'gold: { upTo: 100'],
  ['src/prompts.ts', 'two polite sentences', 'three polite sentences'],
]
const VIEW = { width: 1280, height: 800 }

const example = runExample(EDITS)
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
})
try {
  mkdirSync(IMAGES, { recursive: true })
  await terminal('terminal-green', example.green)
  await terminal('terminal-red', example.red)
  const url = await reportOf(example.folder)
  for (const colorScheme of ['light', 'dark']) {
    await shot(`page-${colorScheme}`, url, { colorScheme, viewport: VIEW })
    await shot(`replay-${colorScheme}`, `${url}#replay=refunds/gold-customer`, {
      colorScheme,
      viewport: VIEW,
    })
  }
  await shot('page-phone', `${url}#replay=refunds/gold-customer`, { viewport: { width: 390, height: 800 } })
} finally {
  await browser.close()
  example.remove()
}

async function terminal(name, output) {
  const page = await browser.newPage({ viewport: VIEW })
  await page.setContent(terminalPage('npx vitest run', output.replaceAll(/\n{3,}/g, '\n\n').trimEnd()))
  await save(name, await page.locator('pre').screenshot())
  await page.close()
}

/** The page of the last run, as a file that a browser opens. */
async function reportOf(root) {
  const report = readReport(reportPath(root))
  const store = await openStore('dir:decisions', { cwd: root })
  const replayed = new Map(listPending({ root }).map(({ id, snapshot }) => [id, snapshot]))
  const snapshots = await readSnapshots(
    report.rows,
    () => Promise.resolve(store),
    ({ id }) => replayed.get(id),
  )
  await store.close()
  const file = join(root, 'report.html')
  writeFileSync(file, htmlReport(report, { snapshots }))
  return pathToFileURL(file).href
}

async function shot(name, url, options) {
  const page = await browser.newPage(options)
  await page.goto(url)
  await page.locator('main').waitFor()
  await save(name, await page.screenshot())
  await page.close()
}

async function save(name, picture) {
  const file = join(IMAGES, `${name}.png`)
  writeFileSync(file, picture)
  const { size } = statSync(file)
  if (size > MOST_BYTES) throw new Error(`${name}.png has ${size} bytes, more than ${MOST_BYTES}.`)
  console.log(`docs/images/${name}.png  ${Math.round(size / 1024)} KB`)
}
