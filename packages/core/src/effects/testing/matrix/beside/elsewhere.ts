import { startHttpServer } from '@retrial/fixtures'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { Worker } from 'node:worker_threads'
import type { BesideHttp, OpenBesideHttp } from './beside-http.js'

const SCRIPT = (url: string): string => `fetch(${JSON.stringify(url)}).then((response) => response.text())`

const advice = 'wrap the call of it in `effect`'

/** Code that lets somebody else talk to the world. */
export const elsewhere: readonly BesideHttp[] = [
  { name: '`fetch` in a worker thread', advice, open: async () => overServer(inWorker) },
  { name: 'another process', advice, open: async () => overServer(inProcess) },
]

async function overServer(code: (url: string) => Promise<unknown>): Promise<OpenBesideHttp> {
  const { url, close } = await startHttpServer((_request, response) => {
    response.end('hello')
  })
  return { code: async () => code(url), close }
}

async function inWorker(url: string): Promise<unknown> {
  const script = `${SCRIPT(url)}.then((text) => require('node:worker_threads').parentPort.postMessage(text))`
  const worker = new Worker(script, { eval: true })
  try {
    return await new Promise((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
    })
  } finally {
    await worker.terminate()
  }
}

async function inProcess(url: string): Promise<unknown> {
  const script = `${SCRIPT(url)}.then((text) => process.stdout.write(text))`
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', script])
  return stdout
}
