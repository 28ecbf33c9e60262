/** One way to the world that is no exchange of HTTP/1: what the guard says of it is in the docs. */
export interface BesideHttp {
  readonly name: string
  /** What the docs tell users to do. */
  readonly advice: string
  /** Starts the other side, and gives back the code that talks to it. */
  open(): Promise<OpenBesideHttp>
}

export interface OpenBesideHttp {
  /** Gives `hello` if the other side was there. */
  code(): Promise<unknown>
  close(): Promise<void>
}
