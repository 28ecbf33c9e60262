/** Node itself, undici as a package, and what runs the tests. */
const MACHINERY = /^node:|[\\/]node_modules[\\/](?:undici|vitest|@vitest|jest-[^\\/]+|@jest)[\\/]/

/**
 * Whether `callee` was called by what the code under recording runs on: undici times every `fetch` in the scope of the
 * code that asked for it, vitest every `console.log`. Those readings do not reach the code, and how many there are
 * depends on how fast an answer came, and on where it runs.
 */
export function isCalledByMachinery(callee: (...args: never[]) => unknown): boolean {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is only put back
  const { stackTraceLimit, prepareStackTrace } = Error
  const holder: { stack?: unknown } = {}
  try {
    Error.stackTraceLimit = 1
    Error.prepareStackTrace = (_error, [caller]) => caller?.getFileName()
    Error.captureStackTrace(holder, callee)
    return typeof holder.stack === 'string' && MACHINERY.test(holder.stack)
  } finally {
    Error.stackTraceLimit = stackTraceLimit
    Error.prepareStackTrace = prepareStackTrace
  }
}
