import type { Buffer } from 'node:buffer'
import { Socket } from 'node:net'

/** What a client may look at once TLS is in place. Nobody's certificate is on the tape. */
const SECURE = {
  encrypted: true,
  authorized: true,
  authorizationError: null,
  alpnProtocol: false,
  getProtocol: () => 'TLSv1.3',
  getCipher: () => ({
    name: 'TLS_AES_256_GCM_SHA384',
    standardName: 'TLS_AES_256_GCM_SHA384',
    version: 'TLSv1.3',
  }),
  getPeerCertificate: () => ({}),
  getSession: () => undefined,
  isSessionReused: () => false,
}

/**
 * A connection that leads nowhere, for one request of `node:http`. What is sent is taken and forgotten. What the client
 * hears goes through Node's own parser, as if a server had sent it. It connects when there is something to hear: the
 * recorded request may never have got that far.
 */
export class AnsweringSocket extends Socket {
  /** @param sending called when the client has begun to send. */
  constructor(
    private readonly secure: boolean,
    private sending: (() => void) | undefined,
  ) {
    super()
    Object.assign(this, { connecting: true })
    if (secure) Object.assign(this, SECURE)
    // An agent would keep it for the next request.
    this.once('free', () => this.destroy())
  }

  /**
   * It is connected from now on. Has no effect the second time.
   *
   * @returns whether anybody was told, who may need a turn before there is something to hear.
   */
  reach(): boolean {
    if (!this.connecting || this.destroyed) return false
    Object.assign(this, { connecting: false })
    const events = this.secure ? ['connect', 'ready', 'secureConnect'] : ['connect', 'ready']
    return events.map((event) => this.emit(event)).includes(true)
  }

  /** Hands over what the server has sent; null where it has closed its end. */
  hear(bytes: Buffer | null): void {
    this.reach()
    if (this.destroyed) return
    // What arrives starts the time-out anew.
    if (this.timeout) this.setTimeout(this.timeout)
    this.push(bytes)
  }

  /** Nothing here keeps the process alive. Node's own waits for the handle that is never there. */
  override ref(): this {
    return this
  }

  override unref(): this {
    return this
  }

  override _read(): void {
    // What there is to be read is pushed.
  }

  override _write(_chunk: unknown, _encoding: BufferEncoding, done: () => void): void {
    this.sent(done)
  }

  override _writev(_chunks: unknown, done: () => void): void {
    this.sent(done)
  }

  private sent(done: () => void): void {
    const { sending } = this
    this.sending = undefined
    sending?.()
    done()
  }
}

// Node's own asks for the handle as well, and a socket that is pending never ends.
Object.defineProperty(AnsweringSocket.prototype, 'pending', {
  configurable: true,
  get(this: Socket) {
    return this.connecting
  },
})
