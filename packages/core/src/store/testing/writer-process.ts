import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import { storeBundle } from './store-bundle.js'
import { temporaryFolder } from './temporary-folder.js'

export interface WriterTask {
  readonly url: string
  /** Kept as the tag `owner` of every snapshot it saves. */
  readonly owner: string
  readonly ids: readonly string[]
  readonly replace?: boolean
  readonly thenDelete?: boolean
  /** Snapshots saved in one step. Default 1. */
  readonly perStep?: number
  /** Characters of each snapshot beside the rest, in the tag `filler`. Default none. */
  readonly filler?: number
}

export interface WriterReport {
  readonly owner: string
  /** Ids of the saves that resolved. */
  readonly saved: string[]
  /** Codes of those that rejected. */
  readonly failures: string[]
}

const SCRIPT = (bundle: string): string => `
import { readFileSync, writeSync } from 'node:fs'
import { openStore, sampleSnapshot } from ${JSON.stringify(bundle)}
const task = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const { url, owner, ids, replace = false, thenDelete = false, perStep = 1, filler } = task
const tags = filler === undefined ? { owner } : { owner, filler: 'x'.repeat(filler) }
const store = await openStore(url)
// Written to the pipe before the next step begins: what the parent reads was acknowledged.
const say = (message) => writeSync(1, JSON.stringify(message) + '\\n')
for (let at = 0; at < ids.length; at += perStep) {
  const step = ids.slice(at, at + perStep)
  try {
    await store.saveMany(step.map((id) => sampleSnapshot(id, { tags })), { replace })
    for (const id of step) say({ saved: id })
    if (thenDelete) await store.delete(step[0])
  } catch (error) {
    say({ failure: error.code ?? String(error) })
  }
}
await store.close()
`

/** A real second process that saves through the same code. */
export function startWriter(task: WriterTask): {
  finished: Promise<WriterReport>
  /** Resolves once that many saves were acknowledged. */
  acknowledged(count: number): Promise<void>
  /** kill -9; gives the ids that were acknowledged until then. */
  kill(): Promise<string[]>
} {
  const folder = temporaryFolder()
  const [script, taskFile] = [join(folder, 'writer.mjs'), join(folder, 'task.json')]
  writeFileSync(taskFile, JSON.stringify(task))
  const report = { owner: task.owner, saved: [] as string[], failures: [] as string[] }
  const waiting: { count: number; resolve: () => void }[] = []

  const started = storeBundle().then((bundle) => {
    writeFileSync(script, SCRIPT(bundle))
    return spawn(process.execPath, [script, taskFile], { stdio: ['ignore', 'pipe', 'inherit'] })
  })
  onTestFinished(async () => void (await started).kill('SIGKILL'))
  const finished = started.then((child) => {
    const lines = createInterface({ input: child.stdout })
    lines.on('line', (line) => {
      const { saved, failure } = JSON.parse(line) as { saved?: string; failure?: string }
      if (saved !== undefined) report.saved.push(saved)
      if (failure !== undefined) report.failures.push(failure)
      for (const { count, resolve } of waiting) if (report.saved.length >= count) resolve()
    })
    return new Promise<WriterReport>((resolve) =>
      lines.once('close', () => {
        resolve(report)
      }),
    )
  })
  return {
    finished,
    acknowledged: (count) =>
      new Promise((resolve) => {
        if (report.saved.length >= count) resolve()
        else waiting.push({ count, resolve })
      }),
    async kill() {
      const child = await started
      child.kill('SIGKILL')
      return (await finished).saved
    },
  }
}
