import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { htmlReport } from '@retrial/core/reporting'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import type { SampleRun } from './sample-run.js'

const PATH = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
)
/** Whether the page can be tested at all. */
export const BROWSER = PATH !== undefined

const QUIET = ['background-networking', 'component-update', 'sync', 'gpu', 'quic'].map(
  (name) => `--disable-${name}`,
)

/** A page of a run in a real browser, opened from disk, and what happened there that should not. */
export interface OpenPage {
  readonly page: Page
  /** Dialogs, errors, messages of the console (those of the content security policy among them), requests. */
  readonly wrong: string[]
  /** The file. */
  readonly url: string
}

export interface Pages {
  open(run: SampleRun, hash?: string, options?: BrowserContextOptions): Promise<OpenPage>
  close(): Promise<void>
}

/** A browser for the tests of one file, with a profile of its own. */
export async function openBrowser(): Promise<Pages> {
  const folder = mkdtempSync(join(tmpdir(), 'retrial-html-'))
  const browser: Browser = await chromium.launch({
    ...(PATH === undefined ? {} : { executablePath: PATH }),
    args: ['--no-sandbox', '--no-first-run', ...QUIET],
  })
  let files = 0
  return {
    async open(run, hash = '', options = {}) {
      const file = join(folder, `${++files}.html`)
      writeFileSync(file, htmlReport(run.report, run.options))
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
      const page = await context.newPage()
      const url = pathToFileURL(file).href
      const wrong: string[] = []
      page.on('dialog', (dialog) => {
        wrong.push(`dialog: ${dialog.message()}`)
        void dialog.dismiss()
      })
      page.on('pageerror', (error) => wrong.push(`error: ${error.message}`))
      page.on('console', (message) => wrong.push(`console: ${message.text()}`))
      page.on('request', (request) => {
        if (!request.url().startsWith(url) && request.url() !== 'data:,')
          wrong.push(`request: ${request.url()}`)
      })
      await page.goto(`${url}${hash}`)
      await page.locator('main').waitFor()
      return { page, wrong, url }
    },
    async close() {
      await browser.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Opens everything that can be folded open, what appears meanwhile as well. */
export async function unfoldAll(page: Page): Promise<void> {
  const folded = page.locator('details:not([open]) > summary')
  while ((await folded.count()) > 0) await folded.first().click()
}
