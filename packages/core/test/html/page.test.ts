import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { BROWSER, openBrowser, unfoldAll, type OpenPage, type Pages } from './open-page.js'
import { sampleRun } from './sample-run.js'

describe.skipIf(!BROWSER)('the page of a run, in Chromium', () => {
  let pages: Pages
  let opened: OpenPage | undefined
  beforeAll(async () => {
    pages = await openBrowser()
  })
  afterAll(() => pages.close())
  afterEach(async () => {
    expect(opened?.wrong).toEqual([])
    await opened?.page.context().close()
  })

  async function open(hash?: string, options?: Parameters<Pages['open']>[2]): Promise<Page> {
    opened = await pages.open(sampleRun(), hash, options)
    return opened.page
  }
  const namesIn = (page: Page) => page.locator('.item .name').allTextContents()

  test('says what the run came to, and lists what did not hold first', async () => {
    const page = await open()
    expect(await page.locator('.result').textContent()).toContain('3 of 6 decisions did not hold')
    expect(await page.locator('.legend').innerText()).toMatch(
      /1\s*miss\s+1\s*violation\s+1\s*mismatch\s+3\s*match/,
    )
    await expect
      .poll(() => namesIn(page))
      .toEqual([
        'refunds/gold-customer',
        'replies/gold-customer',
        'bugs/crash-on-login',
        'refunds/late-return',
        'questions/opening-hours',
        'replies/rude-courier',
      ])
  })

  test.each([
    ['verdict', 'violation', ['replies/gold-customer']],
    ['verdict', 'failed', ['refunds/gold-customer', 'replies/gold-customer', 'bugs/crash-on-login']],
    ['decision', 'draft-reply', ['replies/gold-customer', 'replies/rude-courier']],
    ['policy', 'polite', ['replies/gold-customer', 'replies/rude-courier']],
    ['tag', 'topic=questions', ['questions/opening-hours']],
  ])('filters by %s %s, and the address says so', async (name, value, names) => {
    const page = await open()
    await page.getByLabel(`Filter by ${name}`).selectOption(value)
    await expect.poll(() => namesIn(page)).toEqual(names)
    expect(await page.getByRole('status').textContent()).toContain(`${names.length} of 6 replays`)
    expect(new URLSearchParams(new URL(page.url()).hash.slice(1)).get(name)).toBe(value)
    await page.getByRole('button', { name: 'Show all' }).click()
    await expect.poll(() => namesIn(page)).toHaveLength(6)
  })

  test('marks a decision that holds in one run and not in the next', async () => {
    const page = await open('#replay=refunds/late-return')
    expect(await page.locator('.item', { hasText: 'flaky' }).locator('.name').allTextContents()).toEqual([
      'refunds/late-return',
    ])
    expect(await page.locator('.badges').textContent()).toContain('flaky failed in 2 of its last 10 runs')
    await page.getByRole('searchbox').fill('flaky')
    await expect.poll(() => namesIn(page)).toEqual(['refunds/late-return'])
  })

  test('a part of the verdicts leads to its replays, and back', async () => {
    const page = await open()
    await page.locator('.legend').getByText('mismatch').click()
    await expect.poll(() => namesIn(page)).toEqual(['bugs/crash-on-login'])
    await page.locator('.legend').getByText('mismatch').click()
    await expect.poll(() => namesIn(page)).toHaveLength(6)
  })

  test('searches ids, changes and what went wrong, each word of the search', async () => {
    const page = await open()
    await page.getByLabel('Search replays').fill('QUESTION label')
    await expect.poll(() => namesIn(page)).toEqual(['bugs/crash-on-login'])
    await page.getByLabel('Search replays').fill('nowhere at all')
    await expect.poll(() => namesIn(page)).toEqual([])
    expect(await page.locator('.list').textContent()).toBe('No replay fits these filters.')
  })

  test('shows a change side by side, with the changed words marked', async () => {
    const page = await open()
    await page.getByText('replies/gold-customer').click()
    await page.getByRole('heading', { name: 'replies/gold-customer' }).waitFor()
    const changes = page.locator('.changes')
    expect(await changes.locator('.path').textContent()).toBe('output.reply')
    expect(await changes.locator('del').allTextContents()).toEqual(['refund', 'approved'])
    expect(await changes.locator('ins').allTextContents()).toEqual(['order', 'declined'])
    expect(await changes.locator('td.before').textContent()).toContain('Dear Anna Berg,\n\nthank you')
    expect(await page.locator('.violations').textContent()).toContain('semanticSimilarity(output.reply)')
    await page.getByText('Outcome, whole').click()
    const lines = page.locator('.side-by-side .is-changed')
    await expect.poll(() => lines.count()).toBe(1)
    expect(await lines.locator('ins').allTextContents()).toEqual(['order', 'declined'])
  })

  test('shows the tape, with what was not recorded beside what is nearest to it', async () => {
    const page = await open('#replay=refunds/gold-customer')
    const tape = page.locator('.tape > li')
    expect(await tape.count()).toBe(3)
    expect(await tape.nth(2).textContent()).toContain('POST https://api.openai.com/v1/chat/completions')
    expect(await tape.nth(2).getAttribute('class')).toBe('miss')
    expect(await tape.nth(2).locator('del').textContent()).toBe('mini')
    await tape.nth(1).locator('summary').click()
    const texts = await tape.nth(1).locator('pre').allTextContents()
    expect(texts[0]).toContain('Refund?\n')
    expect(texts[1]).toContain('"content": "refund"')
  })

  test('draws times, scores, decisions and the runs before', async () => {
    const page = await open()
    expect(await page.locator('.plot h3').allTextContents()).toEqual([
      'Verdicts by decision',
      'Time, recorded and replayed',
      'Similarity against what is enough',
      'Runs on this machine',
    ])
    const dots = (path: string | null) => path?.match(/M/g)?.length ?? 0
    const times = page.locator('.plot').nth(1)
    expect(dots(await times.locator('.is-ok').getAttribute('d'))).toBe(3)
    expect(dots(await times.locator('.is-failed').getAttribute('d'))).toBe(3)
    expect(await page.locator('.plot').nth(2).locator('figcaption').textContent()).toMatch(
      /^6 scores, 1 below/,
    )
    expect(await page.locator('.plot').nth(3).locator('figcaption').textContent()).toMatch(
      /^5 of the last 19 runs/,
    )
    await page.locator('.decisions').getByText('draft-reply').click()
    await expect.poll(() => namesIn(page)).toEqual(['replies/gold-customer', 'replies/rude-courier'])
  })

  test('the address opens a replay with its filters, and one that is not there is said', async () => {
    const page = await open('#replay=replies/rude-courier&decision=draft-reply')
    expect(await page.locator('.detail h2').textContent()).toBe('replies/rude-courier')
    await expect.poll(() => namesIn(page)).toHaveLength(2)
    expect(await page.locator('.item[aria-current]').textContent()).toContain('replies/rude-courier')
    await page.evaluate(() => {
      location.hash = '#replay=__proto__'
    })
    await page.getByRole('heading', { name: 'No such replay' }).waitFor()
    await page.goBack()
    await page.getByRole('heading', { name: 'replies/rude-courier' }).waitFor()
  })

  test('is worked by keys alone', async () => {
    const page = await open()
    const heading = page.locator('.detail h2')
    await page.keyboard.press('j')
    await expect.poll(() => heading.textContent()).toBe('refunds/gold-customer')
    await page.keyboard.press('j')
    await expect.poll(() => heading.textContent()).toBe('replies/gold-customer')
    await page.keyboard.press('k')
    await expect.poll(() => heading.textContent()).toBe('refunds/gold-customer')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.activeElement?.tagName === 'H2')
    await page.keyboard.press('Escape')
    await page.locator('.overview').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('jokes')
    expect(await page.getByLabel('Search replays').inputValue()).toBe('jokes')
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByLabel('Search replays').inputValue()).toBe('')
    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  test('is dark where the system is, or where it is asked to be', async () => {
    const page = await open('', { colorScheme: 'dark' })
    const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
    const dark = await ground()
    await page.emulateMedia({ colorScheme: 'light' })
    const light = await ground()
    expect(dark).not.toBe(light)
    await page.getByRole('button', { name: 'Theme: auto' }).click()
    await page.getByRole('button', { name: 'Theme: light' }).click()
    await expect.poll(ground).toBe(dark)
  })

  test.each(['', '#replay=replies/gold-customer', '#replay=refunds/gold-customer'])(
    'fits the width of a phone: %s',
    async (hash) => {
      const page = await open(hash, { viewport: { width: 360, height: 740 } })
      await unfoldAll(page)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
      if (hash !== '') {
        await page.getByRole('link', { name: '← Overview' }).click()
        await expect.poll(() => namesIn(page)).toHaveLength(6)
      }
    },
  )
})
