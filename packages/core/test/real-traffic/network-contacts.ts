import { subscribe, unsubscribe } from 'node:diagnostics_channel'

const CREATED = 'undici:request:create'

/** Every request that really goes out: what a tape serves never gets this far. */
export class NetworkContacts {
  private requestsSeen: string[] = []
  private readonly note = (message: unknown): void => {
    const { request } = message as { request: { method: string; origin: string; path: string } }
    this.requestsSeen.push(`${request.method} ${request.origin}${request.path}`)
  }

  /** Those since the last call. */
  take(): string[] {
    const taken = this.requestsSeen
    this.requestsSeen = []
    return taken
  }

  start(): void {
    subscribe(CREATED, this.note)
  }

  stop(): void {
    unsubscribe(CREATED, this.note)
  }
}
