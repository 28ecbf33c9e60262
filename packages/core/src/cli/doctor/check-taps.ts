import { createServer, get, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { decision } from '../../decision/decision.js'
import { capture } from '../../recording/capture.js'
import { ReplayEngine } from '../../replay/replay-engine.js'
import { openStore } from '../../store/open-store.js'
import { failed, ok, type Finding } from './finding.js'

const ANSWER = 'from the world'

const CLIENTS: Readonly<Record<string, (url: string) => Promise<string>>> = {
  fetch: async (url) => (await fetch(url)).text(),
  'node:http': (url) =>
    new Promise((resolve, reject) => {
      get(url, (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (part: string) => (text += part))
        response.once('end', () => {
          resolve(text)
        })
      }).once('error', reject)
    }),
}

/** Makes a real call of this machine through the recorder, takes the server away, and replays it. */
export async function checkTaps(): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const [client, ask] of Object.entries(CLIENTS)) {
    const check = `tap: ${client}`
    try {
      const verdict = await recordedAndReplayed(client, ask)
      findings.push(
        verdict === 'match'
          ? ok(check, 'recorded a call of this machine, and replayed it without a server')
          : failed(check, `a recorded call replays as ${verdict}`),
      )
    } catch (error) {
      findings.push(failed(check, (error as Error).message))
    }
  }
  return findings
}

async function recordedAndReplayed(client: string, ask: (url: string) => Promise<string>): Promise<string> {
  const asked = decision(`retrial doctor: ${client}`, ask, { http: ['undici', 'node'] })
  const server = await listening()
  let snapshot
  try {
    const { port } = server.address() as AddressInfo
    ;({ snapshot } = await capture(() => asked(`http://127.0.0.1:${port}/`)))
  } finally {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  if (snapshot.effects.length !== 1) return 'not recorded'
  const store = await openStore('memory:')
  const { verdict, replayOutput } = await new ReplayEngine(store).replay(snapshot)
  await store.close()
  return verdict === 'match' && replayOutput !== ANSWER ? 'another answer' : verdict
}

function listening(): Promise<Server> {
  const server = createServer((_request, response) => response.end(ANSWER))
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      resolve(server)
    })
  })
}
