import { join } from 'node:path'
import { defineBuild } from '../../tsup.config.base.js'
import { buildPage } from './build-page.js'

export default defineBuild(import.meta.dirname, () => buildPage(join(import.meta.dirname, 'dist')))
