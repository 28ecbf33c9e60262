/** What only an addon refers to by name that was compiled with headers in which collected objects deregister themselves. */
const DEREGISTERS = 'RemoveEnvironmentCleanupHook'

/**
 * Whether a compiled better-sqlite3 may abort processes under a Node. Compiled with the headers of Node 24.19 or later,
 * version 12 deregisters each object that is garbage collected, and Node 24 aborts where that happens outside of any
 * context: nodejs/node#65446. Node 26 takes it. The published binaries are compiled with older headers.
 *
 * @param addon the bytes of the `.node` file.
 * @param node such as `24.21.0`.
 */
export function addonAborts(addon: Buffer, node: string): boolean {
  return node.startsWith('24.') && addon.includes(DEREGISTERS)
}
