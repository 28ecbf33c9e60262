import { startAnswering } from './http-call.js'

/** The server as a process of its own. It says where it listens, and ends with the process that has started it. */
const { url } = await startAnswering()
process.send?.(url)
process.once('disconnect', () => process.exit())
