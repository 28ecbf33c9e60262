import { describe, expect, test } from 'vitest'
import { textKind, type TextKind } from './text-kind.js'

describe('what a text is', () => {
  test.each<[TextKind, string]>([
    ['label', ''],
    ['label', 'approved'],
    ['label', 'Refund approved.'],
    ['label', 'NOT APPROVED'],
    ['label', "don't know"],
    ['label', 'abgelehnt'],
    ['label', '承認'],
    ['label', 'одобрено'],
    ['exact', 'req_81hd'],
    ['exact', 'aBcDe'],
    ['exact', 'P1'],
    ['exact', '42'],
    ['exact', '2026-03-03T10:00:00Z'],
    ['exact', '3 March 2026'],
    ['exact', '👍'],
    ['exact', 'billing/refunds'],
    ['exact', 'bob@example.com'],
    ['exact', 'https://example.com/a-long-path-with-words'],
    ['exact', 'a-1-c-d-e'],
    ['prose', 'The refund was approved.'],
    ['prose', 'Spam for sure'],
    ['prose', 'Pay $50 to R&D; it is less than 5% of the budget.'],
    ['prose', 'If the score > 0.5 we call it spam.'],
    ['prose', '返金は承認されました。'],
    ['prose', 'Der Antrag wurde genehmigt.'],
    ['prose', '- first item;\n- second one here;'],
    ['code', 'const total = items.reduce((a, b) => a + b, 0);'],
    ['code', 'let x = y'],
    ['code', 'def add(a, b):\n    return a + b'],
    ['code', 'if (ready) {\n  go()\n}'],
    ['code', 'SELECT name FROM users WHERE age > 5'],
    ['code', '<p>Your refund was approved</p>'],
    ['code', "import { a } from 'b'"],
    ['code', 'rsync -av --delete --dry-run ./site/ web01:/var/www/site/'],
    ['code', '$ npm install --save-dev thing'],
    ['prose', 'Use the --force option with care.'],
    ['prose', 'well - that is fine - really'],
    ['code', '#include <stdio.h>'],
    ['code', 'a && b || !c; d = e'],
  ])('%s: %s', (kind, text) => {
    expect(textKind(text)).toBe(kind)
    expect(textKind(`  ${text}\n`)).toBe(kind)
  })
})
