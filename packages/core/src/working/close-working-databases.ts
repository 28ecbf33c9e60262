const SLOT = Symbol.for('@retrial/core.opened-databases')
const host = globalThis as { [SLOT]?: Map<string, { close(): void }> | undefined }

/**
 * The working databases of this process, by their paths. On the global object, so that closing them does not load what
 * opens them.
 */
export const openedDatabases = (host[SLOT] ??= new Map<string, { close(): void }>())

/** Closes what this process has open; it is opened anew when it is asked for. */
export function closeWorkingDatabases(): void {
  for (const database of openedDatabases.values()) database.close()
}
