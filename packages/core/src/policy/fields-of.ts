/**
 * The fields that a policy for `D` may name: every path of what the decision returns, with what all decisions have
 * beside it. Any text where nothing is known of `D`.
 */
export type FieldsOf<D> = unknown extends D
  ? string
  : FieldsOfEach | Paths<D extends (...args: never[]) => infer R ? Awaited<R> : D, 'output'>

type FieldsOfEach =
  | 'executionTimeMs'
  | 'functionName'
  | 'error'
  | `error.${'name' | 'message' | 'code' | (string & {})}`
  | `usage.${'inputTokens' | 'outputTokens' | 'totalTokens' | (string & {})}`
  | `modelParameters.${'modelName' | (string & {})}`
  | `${'inputs' | 'outputs'}.${string}`

/** What has no fields of its own, as far as types say. */
type Whole =
  | string
  | number
  | boolean
  | bigint
  | symbol
  | null
  | undefined
  | Date
  | RegExp
  | URL
  | Error
  | ArrayBufferLike
  | ArrayBufferView
  | ReadonlyMap<never, unknown>
  | ReadonlySet<unknown>

/** The path `P` of a value and those of its parts. Deeper than five steps any path will do. */
type Paths<T, P extends string, Depth extends readonly 0[] = []> =
  | P
  | (unknown extends T
      ? Anything<P>
      : Depth['length'] extends 5
        ? Anything<P>
        : T extends Whole
          ? never
          : T extends readonly (infer E)[]
            ? Paths<E, `${P}[${number | '*'}]`, [...Depth, 0]>
            : T extends object
              ? PathsOfKeys<T, P, Depth>
              : never)

type PathsOfKeys<T, P extends string, Depth extends readonly 0[]> = {
  [K in keyof T & string]-?: Paths<T[K], `${P}.${K}` | `${P}['${K}']`, [...Depth, 0]>
}[keyof T & string]

type Anything<P extends string> = `${P}${'.' | '['}${string}`
