import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { extractEnglish } from './extract-english.js'

const FILE = fileURLToPath(new URL('../../../../data/english.txt', import.meta.url))

it('the words in the package are those of WordNet; `-u` writes them anew', async () => {
  await expect(extractEnglish()).toMatchFileSnapshot(FILE)
})
