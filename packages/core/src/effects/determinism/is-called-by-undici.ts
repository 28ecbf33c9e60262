/** Node's own copy, and the package. */
const UNDICI = /^node:|[\\/]node_modules[\\/]undici[\\/]/

/**
 * Whether `callee` was called by undici, which times every `fetch` in the scope of the code that asked for it. Those
 * readings reach nobody, and how many they are depends on how fast the answer came.
 */
export function isCalledByUndici(callee: (...args: never[]) => unknown): boolean {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is only put back
  const { stackTraceLimit, prepareStackTrace } = Error
  const holder: { stack?: unknown } = {}
  try {
    Error.stackTraceLimit = 1
    Error.prepareStackTrace = (_error, [caller]) => caller?.getFileName()
    Error.captureStackTrace(holder, callee)
    return typeof holder.stack === 'string' && UNDICI.test(holder.stack)
  } finally {
    Object.assign(Error, { stackTraceLimit, prepareStackTrace })
  }
}
