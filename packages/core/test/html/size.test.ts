import { readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BROWSER, openBrowser, type Pages } from './open-page.js'
import { largeRun } from './sample-run.js'

const TEMPLATE = fileURLToPath(new URL('../../dist/report-page.html', import.meta.url))

test('without data it is small, and asks no network for anything', () => {
  expect(statSync(TEMPLATE).size).toBeLessThan(150_000)
  const template = readFileSync(TEMPLATE, 'utf8')
  expect(template).not.toMatch(/\b(?:src|href)="(?!data:,")/)
  expect(
    template.match(/https?:\/\/[^"'`\s)]+/g)?.filter((url) => !url.startsWith('http://www.w3.org/')),
  ).toEqual([])
})

describe.skipIf(!BROWSER)('a page of 5,000 replays', () => {
  let pages: Pages
  beforeAll(async () => {
    pages = await openBrowser()
  })
  afterAll(() => pages.close())

  test('opens, searches and scrolls without waiting', async () => {
    const { page, wrong } = await pages.open(largeRun(5_000))
    await page.reload()
    await page.locator('.item').first().waitFor()
    const opened = await page.evaluate(() => performance.now())
    const elements = await page.evaluate(() => document.querySelectorAll('*').length)
    const start = Date.now()
    await page.getByLabel('Search replays').fill('label 4990')
    await page.getByText('1 of 5,000 replays').waitFor()
    const searched = Date.now() - start
    process.stdout.write(`5,000 replays: opened in ${Math.round(opened)} ms, searched in ${searched} ms\n`)
    // Some ten times what it takes, for machines that are busy.
    expect(opened).toBeLessThan(10_000)
    expect(elements).toBeLessThan(1_000)

    await page.getByRole('button', { name: 'Show all' }).click()
    await page.locator('.list').evaluate((list) => {
      list.scrollTop = list.scrollHeight
    })
    await page.getByText('case/4999').waitFor()
    expect(await page.locator('.item').count()).toBeLessThan(60)
    expect(wrong).toEqual([])
  })
})
