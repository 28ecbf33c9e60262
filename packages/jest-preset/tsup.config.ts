import { defineBuild } from '../../tsup.config.base.js'

export default defineBuild(import.meta.dirname, { alone: ['setup'] })
