import { createRequire } from 'node:module'
import { checkConfig, configText, loadConfig, type RetrialConfig } from '@retrial/core/config'
import type { HandedRun } from '@retrial/core/matchers'
import type { Plugin } from 'vitest/config'
import type {} from './provided.js'
import RetrialReporter from './reporter.js'

/** The same as in `retrial.config.ts`, whose entries they replace; a relative store starts from the project's root. */
export type RetrialOptions = RetrialConfig

const { resolve } = createRequire(import.meta.url)
const SETUP_FILE = resolve('./setup.js')
const BROWSER_SETUP_FILE = resolve('./browser-setup.js')
/** The setup file sets hooks, so it has to run for every test file: as a dependency it would run once in a worker. */
const OWN_FILES = /[\\/]@retrial[\\/]vitest-plugin[\\/]dist[\\/]/

/**
 * Registers `toReplayMatching` and `toHaveNoDiffFrom` in every project and adds the Retrial reporter once. Your own
 * setup files and reporters stay as they are. What `retrial.config.ts` says holds, less what `options` say otherwise.
 *
 * @throws UsageError `INVALID_OPTION` or `INVALID_CONFIG`.
 */
export function retrial(options: RetrialOptions = {}): Plugin {
  const text = optionsText(options)
  return {
    name: 'retrial',
    config({ test }) {
      if (test?.server?.deps?.inline === true) return undefined
      return { test: { server: { deps: { inline: [OWN_FILES] } } } }
    },
    configureVitest({ vitest, project }) {
      const { setupFiles, browser, root } = project.config
      // A replay needs Node: its async context, its network stack, its file system.
      const setupFile = browser.enabled ? BROWSER_SETUP_FILE : SETUP_FILE
      if (!setupFiles.includes(setupFile)) setupFiles.push(setupFile)
      if (browser.enabled) return
      project.provide('retrial', handedRun(root, vitest.config.root, text))
      const { reporters } = vitest.config
      const present = reporters.some((reporter) => (reporter as unknown) instanceof RetrialReporter)
      if (!present) reporters.push(new RetrialReporter())
    },
  }
}

/** Loaded once, here: the processes of the tests get the config as text, unless it is more than data. */
function handedRun(root: string, base: string, options: string): HandedRun {
  const loaded = loadConfig(root)
  const text = loaded && configText(loaded.config)
  return { root, base, options, configs: loaded && text !== undefined ? { [loaded.file]: text } : {} }
}

function optionsText(options: RetrialOptions): string {
  const text = configText(checkConfig(options, 'retrial()'))
  if (text !== undefined) return text
  throw new TypeError(
    'retrial() was given a function among its options. Tests run in processes of their own, which no function can be handed to: put it into retrial.config.ts, which they load themselves.',
  )
}
