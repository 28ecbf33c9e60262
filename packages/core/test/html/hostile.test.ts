import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BROWSER, openBrowser, unfoldAll, type Pages } from './open-page.js'
import { sampleRun, type SampleRun } from './sample-run.js'

const HOSTILE = [
  '</script><script>alert(1)</script>',
  '<!--<script>',
  '<img src=x onerror=alert(2)>',
  '"><svg onload=alert(3)>',
  'javascript:alert(4)',
  '\u2028\u2029',
  '\u202egnp.exe\u2066',
  '\u0000\u001b[31m',
  '&lt;b&gt;',
  '{{constructor.constructor("alert(5)")()}}',
].join(' ')

/** The elements that the page is made of. */
const OURS = new Set([
  ...[
    'html',
    'head',
    'meta',
    'title',
    'link',
    'style',
    'script',
    'body',
    'header',
    'main',
    'section',
    'article',
  ],
  ...['nav', 'h1', 'h2', 'h3', 'h4', 'p', 'div', 'span', 'b', 'i', 'small', 'a', 'button', 'input', 'select'],
  ...[
    'option',
    'ul',
    'ol',
    'li',
    'dl',
    'dt',
    'dd',
    'details',
    'summary',
    'table',
    'colgroup',
    'col',
    'thead',
  ],
  ...['tbody', 'tr', 'th', 'td', 'pre', 'code', 'del', 'ins', 'figure', 'figcaption'],
])

/** Every text of a value with hostile text after it, save those that say what kind of thing it is. */
function poisoned(value: unknown, name = ''): any {
  const KINDS = [
    'format',
    'kind',
    'verdict',
    'runner',
    'changeType',
    'comparator',
    'store',
    'hash',
    'contentHash',
  ]
  if (typeof value === 'string') return KINDS.includes(name) ? value : `${value} ${HOSTILE}`
  if (Array.isArray(value)) return value.map((item) => poisoned(item, name))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key === 'topic' ? `${key}${HOSTILE}` : key,
      poisoned(member, key),
    ]),
  )
}

function hostileRun(): SampleRun {
  const { report, options } = sampleRun()
  return { report: poisoned(report), options: poisoned(options) }
}

describe.skipIf(!BROWSER)('a page of hostile text', () => {
  let pages: Pages
  beforeAll(async () => {
    pages = await openBrowser()
  })
  afterAll(() => pages.close())

  test('runs no script but its own, and has no element that is not its own', async () => {
    const { page, wrong, url } = await pages.open(hostileRun())
    const ids = await page.locator('.item .name').allTextContents()
    expect(ids).toHaveLength(6)
    expect(ids[0]).toContain('</script><script>alert(1)</script>')
    for (const id of ids) {
      await page.keyboard.press('j')
      await expect.poll(() => page.locator('.detail h2').textContent()).toBe(id)
      await unfoldAll(page)
      expect(await page.locator('.detail pre').count()).toBeGreaterThan(0)
      const found = await page.evaluate(() => {
        const elements = [...document.querySelectorAll('*')]
        return {
          scripts: [...document.scripts].map(({ type }) => type),
          names: [...new Set(elements.map((element) => element.localName))],
          handlers: elements.flatMap((element) =>
            element.getAttributeNames().filter((name) => /^on|^srcdoc$|^formaction$/.test(name)),
          ),
          links: [...document.links].map(({ href }) => href),
          text: document.body.innerText,
        }
      })
      expect(found.scripts).toEqual(['application/json', ''])
      expect(found.names.filter((name) => !OURS.has(name))).toEqual([])
      expect(found.handlers).toEqual([])
      for (const href of found.links) expect(href.startsWith(`${url}#`)).toBe(true)
      // What acts or hides is visible instead.
      expect(found.text).not.toMatch(/[\u202e\u2066\u2028\u2029\u0000\u001b]/)
      expect(found.text).toContain('\\u202egnp.exe')
    }
    expect(wrong).toEqual([])
  })

  test('has a policy that would stop one', async () => {
    const { page, wrong } = await pages.open(sampleRun())
    const ran = await page.evaluate(() => {
      const refused = (work: () => void): boolean => {
        try {
          work()
          return false
        } catch {
          return true
        }
      }
      const image = new Image()
      image.src = 'https://example.invalid/leak.png'
      return {
        script: refused(() => {
          document.createElement('script').text = 'window.ran = true'
        }),
        handler: refused(() => {
          document.body.setAttribute('onclick', 'window.ran = true')
        }),
        markup: refused(() => {
          document.body.insertAdjacentHTML('beforeend', '<i>markup</i>')
        }),
      }
    })
    expect(ran).toEqual({ script: true, handler: true, markup: true })
    await expect.poll(() => wrong.join('\n')).toContain('Content Security Policy')
    expect(wrong.filter((what) => what.startsWith('dialog'))).toEqual([])
  })
})
