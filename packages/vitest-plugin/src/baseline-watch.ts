import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { ReplayRow } from '@retrial/core/reporting'
import type { TestModule, Vitest } from 'vitest/node'
import { isWritten } from './written-row.js'

/**
 * Runs tests again when a baseline that they use was changed by someone else, such as an editor or git. What a run
 * writes itself starts no other.
 */
export class BaselineWatch {
  /** The test files that use a baseline, by the path of its file. */
  private readonly users = new Map<string, Set<string>>()
  /** Files that the run under way wrote, or the last one. */
  private written = new Set<string>()
  private changedMeanwhile = new Set<string>()
  private running = false
  private endedAt = 0

  constructor(private readonly vitest: Vitest) {}

  /** @param folder of a `dir:` store. */
  watchFolder(folder: string): void {
    const pattern = new RegExp(`^${literal(folder)}/.*\\.json$`)
    const { vite, watcher } = this.vitest
    if (!this.add(pattern, (file) => this.testsToRun(file))) return
    vite.watcher.add(folder)
    vite.watcher.on('unlink', (file) => {
      if (pattern.test(file.replaceAll('\\', '/')) && !existsSync(file)) watcher.onFileChange(file)
    })
  }

  /** @param provide hands the config to the tests anew; throws where it cannot be used, and then they fail. */
  watchConfig(file: string, provide: () => void): void {
    this.vitest.vite.watcher.add(file)
    this.add(new RegExp(`^${literal(file)}$`), () => {
      try {
        provide()
      } catch (error) {
        void this.logError(error)
      }
      return this.vitest.state.getFilepaths()
    })
  }

  private async logError(error: unknown): Promise<void> {
    const { printable } = await import('@retrial/core/reporting')
    this.vitest.logger.error(printable(String(error)))
  }

  /** Once: several projects may share a folder or a config. */
  private add(pattern: RegExp, testsToRun: (file: string) => string[] | undefined): boolean {
    const { config } = this.vitest
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- absent where the user sets none
    const patterns = (config.watchTriggerPatterns ??= [])
    if (patterns.some((known) => known.pattern.source === pattern.source)) return false
    patterns.push({ pattern, testsToRun })
    return true
  }

  onRunStart(): void {
    this.running = true
    this.written = new Set()
  }

  onRow(row: ReplayRow, { moduleId }: TestModule): void {
    const { store = '', id } = row
    if (!store.startsWith('dir:')) return
    const file = `${join(this.vitest.config.root, store.slice('dir:'.length), id)}.json`
    this.users.set(file, (this.users.get(file) ?? new Set()).add(moduleId))
    if (isWritten(row)) this.written.add(file)
  }

  onRunEnd(): void {
    this.running = false
    this.endedAt = Date.now()
    const files = [...this.changedMeanwhile].filter((file) => !this.written.has(file))
    this.changedMeanwhile = new Set()
    // Not inside of the run that is ending.
    if (files.length > 0)
      setImmediate(() => {
        for (const file of files) this.vitest.watcher.onFileChange(file)
      })
  }

  private testsToRun(path: string): string[] | undefined {
    const file = join(path)
    if (this.running) {
      // Who wrote it is known at the end of the run.
      this.changedMeanwhile.add(file)
      return undefined
    }
    if (this.written.has(file) && changedAt(file) <= this.endedAt) return undefined
    return [...(this.users.get(file) ?? this.vitest.state.getFilepaths())]
  }
}

function literal(path: string): string {
  return path.replaceAll('\\', '/').replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

function changedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Infinity
}
