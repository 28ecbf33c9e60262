import { join } from 'node:path'
import { defineBuild } from '../../tsup.config.base.js'
import { buildCommander } from './build-commander.js'
import { buildPage } from './build-page.js'

const dist = join(import.meta.dirname, 'dist')

export default defineBuild(import.meta.dirname, {
  apart: ['commander'],
  alone: ['matchers'],
  together: ['index', 'decision'],
  inside: { assertions: 'src/matchers/assertions.ts' },
  onSuccess: async () => {
    await buildCommander(dist)
    await buildPage(dist)
  },
})
