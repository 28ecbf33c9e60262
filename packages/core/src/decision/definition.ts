import type { RedactionOptions } from '../snapshot/redaction/rules.js'
import type { ModelParameters } from '../snapshot/types.js'
import type { StandardSchema } from '../standard-schema.js'

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the one shape every function is assignable to
export type AnyFunction = (...args: any[]) => unknown

/** A way in which HTTP requests are caught. */
export type HttpTapName = 'undici' | 'node'

export interface DecisionOptions {
  /** Names of the arguments, in order. Default: `input` for one argument, `arg0`, `arg1` … for more. */
  readonly inputs?: readonly string[]
  /** `'keys'`: each key of the returned object is an output of its own. Default: one output, `result`. */
  readonly outputs?: 'keys'
  /**
   * What its inputs are, as a schema of zod, valibot, arktype or another Standard Schema library: of the argument, or of
   * an object of several by name. `engine.validate()` holds recordings to it; calls are not checked.
   */
  readonly inputSchema?: StandardSchema
  /** The model behind the decision, where it cannot be read from recorded provider traffic. */
  readonly modelParameters?: ModelParameters
  /** Labels stored with every recording, for `decisions({ tags })`. */
  readonly tags?: Readonly<Record<string, string>>
  /**
   * Which HTTP clients are taped: `'undici'` (global `fetch`, npm `undici`, and what is built on them) always is;
   * `'node'` adds `node:http` and `node:https` (axios, got, node-fetch). Default: that of `configure()`, `['undici']`.
   */
  readonly http?: readonly HttpTapName[]
  /**
   * Fields of requests and of the arguments of wrapped calls that differ from call to call and take no part in
   * matching: `request.body.user`, `request.body.messages[*].id`, `request.query.ts`, `args[0].requestId`.
   */
  readonly volatile?: readonly string[]
  /** Names of environment variables that are recorded, and in a replay read as they were recorded. */
  readonly env?: readonly string[]
  /** What is taken out of its recordings beside what is taken out of all. */
  readonly redact?: RedactionOptions
  /** Milliseconds after which a replay is stopped and its verdict is `timeout`. Default: the engine's. */
  readonly timeoutMs?: number
}

/** A named decision as it was registered. */
export interface DecisionDefinition {
  readonly name: string
  readonly fn: AnyFunction
  readonly options: DecisionOptions
  /** `file:line:column` of the `decision()` call, the identity of a registration. */
  readonly place: string
}
