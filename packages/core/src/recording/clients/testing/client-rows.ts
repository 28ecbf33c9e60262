import { readFileSync } from 'node:fs'
import { aiSdkCases } from './cases/ai-sdk.js'
import { anthropicCases } from './cases/anthropic.js'
import { googleCases } from './cases/google.js'
import { groqCases } from './cases/groq.js'
import { langchainCases } from './cases/langchain.js'
import { mistralCases } from './cases/mistral.js'
import { openaiCases } from './cases/openai.js'
import type { ClientCase } from './client-case.js'

const CLIENTS: readonly (readonly [pkg: string, cases: readonly ClientCase[]])[] = [
  ['openai', openaiCases],
  ['@anthropic-ai/sdk', anthropicCases],
  ['@google/genai', googleCases],
  ['ai', aiSdkCases],
  ['@langchain/core', langchainCases],
  ['groq-sdk', groqCases],
  ['@mistralai/mistralai', mistralCases],
]

const PACKAGE = JSON.parse(readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8')) as {
  devDependencies: Record<string, string>
}

/** The cases as rows of the table in the manual: one for each call, whatever it is called on. */
export function clientRows(): string[][] {
  return CLIENTS.flatMap(([pkg, cases]) => {
    const client = `${pkg} ${majorOf(pkg)}`
    const calls = [...new Set(cases.map(({ call }) => call))]
    return calls.map((call) => {
      const alike = cases.filter((given) => given.call === call)
      return [
        client,
        named(call),
        alike
          .flatMap(({ on }) => on ?? [])
          .map(code)
          .join(', '),
        ...told(alike),
      ]
    })
  })
}

/** What is the same for all that one call is called on. */
function told(alike: readonly ClientCase[]): string[] {
  const texts = alike.map(({ requests = 1, busy, onMiss, askedOnMiss = 1 }) => [
    String(requests),
    busy,
    `${/^[A-Z]\w+$/.test(onMiss) ? 'throws' : 'gives'} ${code(onMiss)}${askedOnMiss > 1 ? ', after a second try' : ''}`,
  ])
  if (new Set(texts.map(String)).size > 1) throw new Error(`not one row: ${JSON.stringify(texts)}`)
  return texts[0] ?? []
}

/** What is called, as code, and what is said about it. */
function named(call: string): string {
  const [method = '', ...rest] = call.split(', ')
  return [code(method), ...rest].join(', ')
}

const code = (text: string): string => `\`${text}\``

/** Of the version that the tests run with. */
function majorOf(pkg: string): string {
  return /\d+/.exec(PACKAGE.devDependencies[pkg] ?? '')?.[0] ?? 'of no version'
}
