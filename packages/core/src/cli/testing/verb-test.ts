import { onTestFinished } from 'vitest'
import { openStore } from '../../store/open-store.js'
import { temporaryFolder } from '../../store/testing/temporary-folder.js'
import { setProcessSettings } from '../../process-settings.js'
import type { DecisionSnapshot } from '../../snapshot/types.js'
import { run } from '../run.js'
import type { Terminal } from '../terminal.js'
import { testTerminal } from './test-terminal.js'

export interface VerbRun {
  readonly code: number
  /** What went to stdout, and to stderr. */
  readonly out: string
  readonly err: string
}

export interface VerbProject {
  readonly folder: string
  save(url: string, ...snapshots: DecisionSnapshot[]): Promise<void>
  run(args: readonly string[], more?: Partial<Terminal>): Promise<VerbRun>
}

/** A new folder to run verbs in, outside of any CI job. */
export function verbProject(): VerbProject {
  const folder = temporaryFolder()
  const known = ['CI', 'RETRIAL_CI', 'RETRIAL_STORE', 'RETRIAL_ALLOW_CI_WRITES'].map(
    (name) => [name, process.env[name]] as const,
  )
  for (const [name] of known) Reflect.deleteProperty(process.env, name)
  onTestFinished(() => {
    for (const [name, value] of known) if (value !== undefined) process.env[name] = value
    setProcessSettings({})
  })
  return {
    folder,
    async save(url, ...snapshots) {
      const store = await openStore(url, { cwd: folder })
      await store.saveMany(snapshots)
      await store.close()
    },
    async run(args, more = {}) {
      const terminal = testTerminal(folder, more)
      const code = await run(args, terminal)
      return { code, out: terminal.printed(), err: terminal.noted() }
    },
  }
}
