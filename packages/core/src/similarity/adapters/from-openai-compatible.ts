import { UsageError } from '../../errors.js'
import { checkKnownOptions, checkTimeout } from '../../known-options.js'
import { checkEmbedder } from '../check-embedder.js'
import type { Embedder } from '../embedder.js'
import { askAgain } from './ask-again.js'
import { checkRetries } from './check-retries.js'
import type { EmbedderOptions } from './from-function.js'
import { PostFailure, postJson } from './post-json.js'
import { remoteFailure } from './remote-failure.js'
import { withThreshold } from './with-threshold.js'

export interface FromOpenAICompatibleOptions extends EmbedderOptions {
  /** Where `/embeddings` is asked for, such as `https://api.openai.com/v1` or `http://localhost:11434/v1`. */
  readonly baseUrl: string
  readonly model: string
  /** The environment variable that holds the key, sent as a bearer token. Default: none is sent. */
  readonly apiKeyEnv?: string
  /** Numbers in each vector; the server is asked for as many. Default: what the model gives. */
  readonly dimensions?: number
  /** Default: `<model>@<host>`, with the dimensions where they are given. */
  readonly id?: string
  /** Milliseconds for one request. Default 30,000. */
  readonly timeoutMs?: number
  /** Tries after the first, of what may pass: 408, 429, 5xx, a lost connection, a timeout. Default 3. */
  readonly retries?: number
  /** Milliseconds before the second try, doubled for each further one; more where the server says so. Default 500. */
  readonly retryDelayMs?: number
}

const OPTIONS = [
  'baseUrl',
  'model',
  'apiKeyEnv',
  'dimensions',
  'id',
  'timeoutMs',
  'retries',
  'retryDelayMs',
  'defaultMinSimilarity',
  'maxBatch',
  'supports',
]

/** The longest wait that a server may ask for; beyond it the failure is told. */
const MAX_WAIT_MS = 30_000

/**
 * A model behind `POST /embeddings` as OpenAI has it: OpenAI itself, ollama, vLLM, LM Studio, LiteLLM and more.
 *
 * @throws UsageError `INVALID_OPTION`; when it is used, also for a variable that is not set.
 */
export function fromOpenAICompatible(options: FromOpenAICompatibleOptions): Embedder {
  const made = 'fromOpenAICompatible()'
  checkKnownOptions(options, OPTIONS, made)
  checkTimeout(options, made)
  checkRetries(options, made)
  const {
    baseUrl,
    model,
    apiKeyEnv,
    dimensions,
    timeoutMs = 30_000,
    retries = 3,
    retryDelayMs = 500,
  } = options
  const { maxBatch, supports, defaultMinSimilarity } = options
  const url = endpoint(baseUrl)
  if (typeof model !== 'string' || model === '') {
    throw new UsageError('INVALID_OPTION', `model of ${made} must be the name of a model.`)
  }
  const size = dimensions === undefined ? '' : `/${dimensions}`
  const id = options.id ?? `${model}${size}@${url.host}`

  const ask = async (texts: readonly string[], signal: AbortSignal | undefined): Promise<unknown> => {
    const key = keyOf(apiKeyEnv)
    const body = { model, input: texts, ...(dimensions === undefined ? {} : { dimensions }) }
    try {
      return await askAgain(() => postJson(url, body, { key, timeoutMs, signal }), {
        retries,
        delayMs: retryDelayMs,
        waitAfter,
        signal,
      })
    } catch (error) {
      throw error instanceof PostFailure ? remoteFailure(id, error.message) : error
    }
  }
  const embedder = {
    id,
    ...(dimensions === undefined ? {} : { dimensions }),
    ...(maxBatch === undefined ? {} : { maxBatch }),
    ...(supports === undefined ? {} : { supports }),
    async embed(texts: readonly string[], { signal }: { readonly signal?: AbortSignal } = {}) {
      return (
        vectorsOf(await ask(texts, signal)) ??
        Promise.reject(remoteFailure(id, 'answered something else than embeddings'))
      )
    },
  }
  checkEmbedder(embedder)
  return withThreshold(embedder, defaultMinSimilarity, made)
}

function endpoint(baseUrl: unknown): URL {
  const url = typeof baseUrl === 'string' && URL.canParse(baseUrl) ? new URL(baseUrl) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    throw new UsageError(
      'INVALID_OPTION',
      'baseUrl of fromOpenAICompatible() must be an http or https URL without user and password, such as http://localhost:11434/v1.',
    )
  }
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/embeddings`
  return url
}

function keyOf(variable: string | undefined): string | undefined {
  if (variable === undefined) return undefined
  const key = process.env[variable] ?? ''
  if (key !== '') return key
  throw new UsageError(
    'INVALID_OPTION',
    `The environment variable ${variable}, which apiKeyEnv of fromOpenAICompatible() names, is not set.`,
  )
}

function waitAfter(error: unknown): number | undefined {
  if (!(error instanceof PostFailure) || !error.mayPass) return undefined
  return error.waitMs > MAX_WAIT_MS ? undefined : error.waitMs
}

/** Of an answer `{ data: [{ index, embedding }] }`; undefined for any other. */
function vectorsOf(answer: unknown): number[][] | undefined {
  const { data } = (answer ?? {}) as { data?: unknown }
  if (!Array.isArray(data)) return undefined
  const items = data as readonly { index?: unknown; embedding?: unknown }[]
  const isListed = (item: (typeof items)[number] | null): boolean => Array.isArray(item?.embedding)
  if (!items.every(isListed)) return undefined
  const place = (item: (typeof items)[number], at: number): number =>
    typeof item.index === 'number' ? item.index : at
  return items
    .map((item, at) => ({ at: place(item, at), vector: item.embedding as number[] }))
    .sort((a, b) => a.at - b.at)
    .map(({ vector }) => vector)
}
