/** One thing that `init` does, or that it leaves to the user. */
export type Step =
  /** A file that is not there yet. */
  | { readonly kind: 'create'; readonly path: string; readonly text: string }
  /** A file that is there: its text now, and as it will be. */
  | {
      readonly kind: 'edit'
      readonly path: string
      readonly was: string
      readonly text: string
      readonly adds: string
    }
  | { readonly kind: 'tell'; readonly what: string; readonly lines: readonly string[] }
  | { readonly kind: 'done'; readonly what: string }
