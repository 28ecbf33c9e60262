import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BROWSER, openBrowser, unfoldAll, type Pages } from './open-page.js'
import { sampleRun } from './sample-run.js'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Finding {
  readonly id: string
  readonly impact: string
  readonly nodes: readonly { readonly html: string }[]
}

describe.skipIf(!BROWSER)('the page of a run, for everyone', () => {
  let pages: Pages
  beforeAll(async () => {
    pages = await openBrowser()
  })
  afterAll(() => pages.close())

  const PLACES = ['', '#replay=replies/gold-customer', '#replay=refunds/gold-customer', '#verdict=timeout']

  test.each(PLACES.flatMap((hash) => (['light', 'dark'] as const).map((theme) => [theme, hash] as const)))(
    'axe finds nothing serious: %s %s',
    async (colorScheme, hash) => {
      // The policy of the page would not let it run.
      const { page } = await pages.open(sampleRun(), hash, { colorScheme, bypassCSP: true })
      await unfoldAll(page)
      await page.evaluate(AXE)
      const findings = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: Finding[] }> } }
        return (await axe.run()).violations
      })
      const serious = findings.filter(({ impact }) => ['serious', 'critical'].includes(impact))
      expect(serious.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
      await page.context().close()
    },
  )
})
