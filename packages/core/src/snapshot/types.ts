/** JSON as `JSON.parse` gives it. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue }

/** The immutable record of one call of a decision. */
export interface DecisionSnapshot {
  format: 'retrial/1'
  id: string
  functionName: string
  moduleName?: string
  inputs: Input[]
  /** Empty when the decision threw. */
  outputs: Output[]
  error?: RecordedError
  /** Other outcomes that a person has accepted beside the recorded one, in the order they were. Absent where there is none. */
  accepted?: AcceptedOutcome[]
  modelParameters?: ModelParameters
  usage?: Usage
  /** The tape: every contact with the outside world, in the order it began. */
  effects: Effect[]
  /** What the call read of the clock, of chance and of its environment. Absent where it read none of them. */
  determinism?: Determinism
  context?: ExecutionContext
  /** Set where the snapshot was imported from another system. */
  origin?: Origin
  /** Milliseconds of the whole call. */
  executionTimeMs?: number
  /** Milliseconds of the call less the waiting on effects. */
  ownTimeMs?: number
  tags: Record<string, string>
  /** ISO 8601, UTC. */
  createdAt: string
  /** SHA-256 of the canonical text of everything but `id` and itself. */
  contentHash: `sha256:${string}`
}

export interface Input {
  name: string
  value: unknown
  dataType: string
  schemaVersion?: string
}

export interface Output {
  name: string
  value: unknown
  dataType: string
  /** 0 to 1. */
  confidence?: number
  schemaVersion?: string
}

/** An outcome that counts as well as the recorded one: a variant. */
export interface AcceptedOutcome {
  /** Empty when it is a throw. */
  outputs: Output[]
  error?: RecordedError
  /** ISO 8601, UTC. */
  acceptedAt: string
  /** Why it was accepted. */
  note?: string
}

/** A throw, recorded as the outcome of the decision. */
export interface RecordedError {
  name: string
  message: string
  code?: string | number
}

export interface ModelParameters {
  modelName: string
  modelVersion?: string
  provider?: string
  parameters: Record<string, unknown>
  hyperparameters?: Record<string, unknown>
  weightsHash?: string
}

/** Tokens over all provider calls of one decision. */
export interface Usage {
  /** All of the input, what was read from a cache or written to it included. */
  inputTokens: number
  outputTokens: number
  totalTokens: number
  /** Those of `inputTokens` that the provider read from its cache; absent where no call said. */
  cachedInputTokens?: number
  /** As the providers gave it, in their unit (US dollars at OpenRouter); absent unless each counted call gave one. */
  cost?: number
}

/** What a call read of the clock, of chance and of its environment; a replay reads the same. */
export interface Determinism {
  /** 256 bits in hex digits, from which all chance of the call is derived. Absent where it drew none. */
  seed?: string
  /** What `Date` showed. Absent where nobody looked. */
  clock?: ClockReadings<string>
  /** What `performance.now()` showed. Absent where nobody looked. */
  performance?: ClockReadings<number>
  /** Listed environment variables; null where one was not set. */
  env?: Record<string, string | null>
}

/** The readings of one clock. */
export interface ClockReadings<Start = string | number> {
  /** What it showed when the call began: ISO 8601, UTC; of `performance.now()` milliseconds. */
  start: Start
  /** In their order. Equal ones that follow each other are one entry. */
  readings: ClockReading[]
  /** How many there were beyond the limit, and are not kept. */
  omitted?: number
}

/**
 * How many contacts with the world had begun, milliseconds since the start (to the microsecond), and how many times in
 * a row this was read.
 */
export type ClockReading = [contacts: number, sinceStart: number, times: number]

export interface ExecutionContext {
  runtimeVersion?: string
  dependencies?: Record<string, string>
  randomSeed?: number
  environmentVariables?: Record<string, string>
  hardwareInfo?: Record<string, unknown>
}

/** Where an imported snapshot comes from, and what of it has no place of its own here. */
export interface Origin {
  system: 'briefcase' | 'jsonl' | 'opentelemetry'
  /** Fields of the foreign record that no field of the snapshot holds, as they were. */
  record?: Record<string, unknown>
  /**
   * Numbers whose text JavaScript would write otherwise (`0.0`, more than 17 digits), by JSON pointer (RFC 6901) into
   * the snapshot. Their nearest value stands in the snapshot, their text goes back out on export.
   */
  lexemes?: Record<string, string>
}

/** One recorded contact with the outside world. */
export type Effect = HttpEffect | CallEffect

/** An HTTP exchange. A redirect is two of them. */
export interface HttpEffect {
  kind: 'http'
  request: HttpRequest
  /** Absent when no response arrived. */
  response?: HttpResponse
  /**
   * How it ended: `done`, `cut` (broken off after the headers), `error` (no response), or `aborted` (the code
   * under recording walked away).
   */
  end: 'done' | 'cut' | 'error' | 'aborted'
  /** What the code saw when `end` is `cut` or `error`. */
  error?: RecordedError
  durationMs: number
}

/** Request headers are not kept: they carry credentials and take no part in matching. */
export interface HttpRequest {
  method: string
  url: string
  body?: Body
}

export interface HttpResponse {
  status: number
  statusText?: string
  /** Lower-case names, from an allow-list; a repeated header is a list. */
  headers: Record<string, string | string[]>
  /** The content coding of the wire (`gzip`, `br` …). The chunks are kept decoded; a replay encodes them again. */
  coding?: string
  /** The level of Node's zlib that gives the same compressed bytes again, where one does. Else they differ. */
  codingLevel?: number
  /** The body as it arrived. A body that is not a stream is one chunk. */
  chunks: Body[]
}

/** Bytes, in the most readable form that gives the same bytes back: JSON, text, lines of text, or neither. */
export type Body = string | TextLines | JsonBody | { base64: string }

/** Text of several lines, joined by `"\n"`. */
export interface TextLines {
  lines: string[]
}

/** JSON as `JSON.stringify(json, null, indent)` writes it. */
export interface JsonBody {
  json: JsonValue
  indent?: number
  /** On one line with a space after each `,` and `:`, as Python writes it. */
  spaced?: true
  /** With one `"\n"` after it, as Go writes it. */
  newline?: true
}

/** A call wrapped by `effect(name, fn)`. */
export interface CallEffect {
  kind: 'call'
  name: string
  /** What it was called with, beside the name what it is matched by. Absent where there was none. */
  args?: unknown[]
  /** Set where the answer was there at once: no promise was given. */
  sync?: true
  /** What it gave; absent when it threw, and, like `error`, when it had not settled by the end of the recording. */
  value?: unknown
  error?: RecordedError
  durationMs: number
}
