import { createRequire } from 'node:module'
import {
  baselineFolder,
  baselinePath,
  baselinePlace,
  checkConfig,
  configText,
  loadConfig,
  UsageError,
  type LoadedConfig,
  type RetrialConfig,
} from '@retrial/core/config'
import type { HandedRun } from '@retrial/core/matchers'
import type { Plugin } from 'vitest/config'
import type { TestProject, Vitest } from 'vitest/node'
import type {} from './provided.js'
import RetrialReporter from './reporter.js'
import { rerunTriggers } from './rerun-triggers.js'
import { checkUpdateFlag } from './update-flag.js'

/** The same as in `retrial.config.ts`, whose entries they replace; a relative store starts from the project's root. */
export type RetrialOptions = RetrialConfig

const { resolve } = createRequire(import.meta.url)
const SETUP_FILE = resolve('./setup.js')
const BROWSER_SETUP_FILE = resolve('./browser-setup.js')
/** As it is listed by hand. */
const REPORTER = '@retrial/vitest-plugin/reporter'
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
      checkUpdateFlag(vitest)
      const { setupFiles, browser, root } = project.config
      if (browser.enabled && !isInherited(vitest)) throw inBrowser(project)
      const setupFile = browser.enabled ? BROWSER_SETUP_FILE : SETUP_FILE
      // The first one, before another copies what it imports by name.
      if (!setupFiles.includes(setupFile)) setupFiles.unshift(setupFile)
      if (browser.enabled) return
      const reporter = reporterOf(vitest)
      const loaded = loadConfig(root)
      reporter.configured(options.runMode ?? loaded?.config.runMode)
      project.provide('retrial', handedRun(vitest, root, text, loaded))
      const place = baselinePlace(root, options, loaded)
      // While files are watched, they are told apart: what a run writes itself starts no other.
      if (!vitest.config.watch)
        vitest.config.forceRerunTriggers.push(...rerunTriggers(root, [loaded?.file, baselinePath(place)]))
      const folder = baselineFolder(place)
      const provide = (): void => {
        // One that cannot be used is left to the tests, which fail by it.
        project.provide('retrial', handedRun(vitest, root, text, undefined))
        project.provide('retrial', handedRun(vitest, root, text, loadConfig(root)))
      }
      if (vitest.config.watch && loaded !== undefined) reporter.watchConfig(vitest, loaded.file, provide)
      if (vitest.config.watch && folder !== undefined) reporter.watchFolder(vitest, folder)
    },
  }
}

/** Whether the projects, or some of them, have the plugin from the root, and may not have asked for it. */
function isInherited({ config, vite }: Vitest): boolean {
  // Absent where there are none.
  const projects = config.projects as readonly unknown[] | undefined
  return (projects?.length ?? 0) > 0 && vite.config.plugins.some(({ name }) => name === 'retrial')
}

/** A replay needs Node: its async context, its network stack, its file system. */
function inBrowser({ name }: TestProject): UsageError {
  return new UsageError(
    'INVALID_OPTION',
    `retrial() stands in the plugins of a project that runs in a browser${name === '' ? '' : ` ("${name}")`}, and a replay needs Node. Take it out there, and move the tests that use it to a project without test.browser: test.projects can hold both.`,
  )
}

/** One for all projects, in the place of one that was listed by hand: two would tell everything twice. */
function reporterOf({ config }: Vitest): RetrialReporter {
  const reporters: unknown[] = config.reporters
  for (const reporter of reporters) if (reporter instanceof RetrialReporter) return reporter
  const byHand = reporters.find((listed) => Array.isArray(listed) && listed[0] === REPORTER) as
    unknown[] | undefined
  // Its options, if it has some, are refused.
  const reporter = new RetrialReporter(byHand?.[1])
  if (byHand === undefined) reporters.push(reporter)
  else reporters[reporters.indexOf(byHand)] = reporter
  return reporter
}

/** The processes of the tests get the config as text, so that it is loaded once, unless it is more than data. */
function handedRun(
  { config: { root: base, watch } }: Vitest,
  root: string,
  options: string,
  loaded: LoadedConfig | undefined,
): HandedRun {
  const text = loaded && configText(loaded.config)
  const configs = loaded !== undefined && text !== undefined ? { [loaded.file]: text } : {}
  // While files are watched, a config may come and go.
  const files = watch ? {} : { [root]: loaded?.file ?? null }
  return { root, base, watch, options, configs, files }
}

function optionsText(options: RetrialOptions): string {
  const text = configText(checkConfig(options, 'retrial()'))
  if (text !== undefined) return text
  throw new UsageError(
    'INVALID_OPTION',
    'retrial() was given a function among its options. Tests run in processes of their own, which no function can be handed to: put it into retrial.config.ts, which they load themselves.',
  )
}
