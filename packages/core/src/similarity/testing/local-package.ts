import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SimilarityScorer } from '../scorer.js'

/** A project in a folder of its own with a package `@retrial/embedder-local`, the main file of which is `source`. */
export function projectWithLocal(source: string): string {
  const project = realpathSync(mkdtempSync(join(tmpdir(), 'retrial-local-')))
  const folder = join(project, 'node_modules/@retrial/embedder-local')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(project, 'package.json'), '{}')
  writeFileSync(join(folder, 'package.json'), '{"name":"@retrial/embedder-local","main":"index.cjs"}')
  writeFileSync(join(folder, 'index.cjs'), source)
  return project
}

const host = globalThis as unknown as Record<symbol, unknown>
const SLOT = Symbol.for('@retrial/core.local-scorer')

/** Puts a scorer in the place of the local one, null for none, undefined to look for it anew. */
export function setLocalScorer(scorer: SimilarityScorer | null | undefined): void {
  host[SLOT] = scorer
}

/** Forgets the scorer of the process. */
export function forgetScorer(): void {
  host[Symbol.for('@retrial/core.scorer')] = undefined
}
