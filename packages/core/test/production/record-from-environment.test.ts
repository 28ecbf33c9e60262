import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { openStore } from '@retrial/core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

/** Long enough for the store to be open before the first call. */
const READY_MS = '3000'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'retrial-production-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true })
})

async function run(
  service: string,
  record: string | undefined,
  readyMs = READY_MS,
  ...more: string[]
): Promise<{ stdout: string; stderr: string }> {
  const { RETRIAL_RECORD: _given, ...env } = process.env
  const file = fileURLToPath(new URL(service, import.meta.url))
  return promisify(execFile)(process.execPath, [file, readyMs, ...more], {
    cwd: folder,
    env: { ...env, ...(record === undefined ? {} : { RETRIAL_RECORD: record }) },
    timeout: 60_000,
  })
}

describe.each(['service.mjs', 'service.cjs'])('%s', (service) => {
  test.each(['sqlite:prod.db', 'dir:prod'])('is recorded into %s, and ends by itself', async (url) => {
    expect(await run(service, url)).toEqual({ stdout: '', stderr: '' })
    const store = await openStore(url, { cwd: folder })
    const answers: unknown[] = []
    for await (const { functionName, outputs } of store.query()) answers.push(functionName, outputs[0]?.value)
    await store.close()
    expect(answers).toEqual(['double', 0, 'double', 2, 'double', 4, 'double', 6, 'double', 8])
  })

  test.each(['sqlite:prod.db', 'dir:prod'])(
    'keeps what waits for %s when it calls process.exit',
    async (url) => {
      await run(service, url, READY_MS, 'exit')
      const store = await openStore(url, { cwd: folder })
      expect(await store.verify()).toMatchObject({ checked: 5, problems: [] })
      await store.close()
    },
  )

  test.each([undefined, ''])('RETRIAL_RECORD=%s: nothing is written', async (url) => {
    expect(await run(service, url, '0')).toEqual({ stdout: '', stderr: '' })
    expect(existsSync(join(folder, 'prod.db'))).toBe(false)
  })

  test('a store that cannot be opened is a warning; the service runs', async () => {
    await writeFile(join(folder, 'prod.db'), 'not a database')
    const { stderr } = await run(service, 'sqlite:prod.db')
    expect(stderr).toContain('this process is not recorded (STORE_CORRUPT)')
  })
})
