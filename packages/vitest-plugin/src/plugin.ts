import { createRequire } from 'node:module'
import type { Plugin } from 'vitest/config'
import type {} from './provided.js'
import RetrialReporter from './reporter.js'

export interface RetrialOptions {
  /** URL of the baseline store; relative paths start from the project's root. Default: `dir:decisions`. */
  readonly store?: string
}

const SETUP_FILE = createRequire(import.meta.url).resolve('./setup.js')
/** The setup file sets hooks, so it has to run for every test file: as a dependency it would run once in a worker. */
const OWN_FILES = /[\\/]@retrial[\\/]vitest-plugin[\\/]dist[\\/]/

/**
 * Registers `toReplayMatching` and `toHaveNoDiffFrom` in every project and adds the Retrial reporter once. Your own
 * setup files and reporters stay as they are.
 */
export function retrial(options: RetrialOptions = {}): Plugin {
  return {
    name: 'retrial',
    config({ test }) {
      if (test?.server?.deps?.inline === true) return undefined
      return { test: { server: { deps: { inline: [OWN_FILES] } } } }
    },
    configureVitest({ vitest, project }) {
      // A replay needs Node: its async context, its network stack, its file system.
      if (project.config.browser.enabled) return
      // The first one, before another copies what it imports by name.
      if (!project.config.setupFiles.includes(SETUP_FILE)) project.config.setupFiles.unshift(SETUP_FILE)
      project.provide('retrial', { ...options, root: project.config.root })
      const { reporters } = vitest.config
      const present = reporters.some((reporter) => (reporter as unknown) instanceof RetrialReporter)
      if (!present) reporters.push(new RetrialReporter())
    },
  }
}
