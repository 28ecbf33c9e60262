// Makes the pictures of docs/images from a real run of the example: `npm run images`.
import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { listPending, openStore } from '@retrial/core'
import { htmlReport, readReport, readSnapshots, reportPath, runHistory } from '@retrial/core/reporting'
import { chromium } from 'playwright-core'
import { runExample } from './run-example.mjs'
import { terminalPage } from './terminal-page.mjs'

const IMAGES = fileURLToPath(new URL('../../../docs/images', import.meta.url))
const MOST_BYTES = 250_000
const RULE = ['src/refund-policy.ts', 'gold: { upTo: 200', 'gold: { upTo: 100']
const WORDING = [
  'src/draft-reply.ts',
  'return { reply,',
  "return { reply: reply.replace('thank you', 'many thanks'),",
]
/** Requests that were not recorded. */
const REQUEST = ['src/prompts.ts', 'toFixed(2)', 'toFixed(0)']
const VIEW = { width: 1280, height: 800 }

const example = runExample()
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
})
try {
  mkdirSync(IMAGES, { recursive: true })
  await terminal('terminal-green', example.test())
  await terminal('terminal-red', withoutFailures(example.test(RULE)))
  example.test(WORDING, REQUEST)
  const url = await reportOf(example.folder)
  for (const colorScheme of ['light', 'dark']) {
    await shot(`page-${colorScheme}`, url, { colorScheme, viewport: VIEW })
  }
  await shot('replay', `${url}#replay=replies/late-return`, { viewport: VIEW })
  await shot('tape', `${url}#replay=replies/gold-customer`, { colorScheme: 'dark', viewport: VIEW })
  await shot('phone', `${url}#replay=replies/late-return`, { viewport: { width: 390, height: 800 } })
} finally {
  await browser.close()
  example.remove()
}

/** Vitest shows each failure in full before its summary: that would be a very long picture. */
function withoutFailures(output) {
  const [start, end] = [/^.*Failed Tests/m, /^.*Snapshots .*failed/m].map((line) => output.search(line))
  return start === -1 || end < start ? output : output.slice(0, start) + output.slice(end)
}

async function terminal(name, output) {
  const page = await browser.newPage({ viewport: VIEW })
  await page.setContent(terminalPage('npx vitest run', output.replaceAll(/\n{3,}/g, '\n\n').trimEnd()))
  await save(name, await page.locator('pre').screenshot())
  await page.close()
}

/** The page of the last run, as a file that a browser opens. */
async function reportOf(root) {
  const found = readReport(reportPath(root))
  // Whoever makes the pictures may be on any branch.
  const report = { ...found, ...(found.commit && { commit: { ...found.commit, branch: 'main' } }) }
  const store = await openStore('dir:decisions', { cwd: root })
  const replayed = new Map(listPending({ root }).map(({ id, snapshot }) => [id, snapshot]))
  const snapshots = await readSnapshots(
    report.rows,
    () => Promise.resolve(store),
    ({ id }) => replayed.get(id),
  )
  await store.close()
  const file = join(root, 'report.html')
  writeFileSync(file, htmlReport(report, { snapshots, history: runHistory(root) }))
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
