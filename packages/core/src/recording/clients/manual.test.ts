import { expect, test } from 'vitest'
import { clientRows } from './testing/client-rows.js'
import { manualTable } from './testing/manual-table.js'

test('the manual lists every call that is tested, and no other', () => {
  expect(manualTable('sdks')).toEqual(clientRows())
})
