interface ConnectOptions {
  readonly host?: unknown
  readonly port?: unknown
  readonly path?: unknown
}

/**
 * Where a call of `socket.connect` leads, as the code asked for it: `host:port`, or the path of a local socket. What the
 * socket itself knows depends on whether anyone answers there. Undefined for arguments that Node refuses.
 */
export function connectAddress(args: readonly unknown[]): string | undefined {
  const { host, port, path } = optionsOf(args)
  if (typeof path === 'string' && path !== '') return path
  if (typeof port !== 'string' && typeof port !== 'number') return undefined
  const name = typeof host === 'string' && host !== '' ? host : 'localhost'
  return `${name.includes(':') ? `[${name}]` : name}:${port}`
}

/** As Node tells them apart: options, a port and a host, a path, or a list of such in which it has sorted them itself. */
function optionsOf([first, second]: readonly unknown[]): ConnectOptions {
  if (Array.isArray(first)) return optionsOf(first)
  if (typeof first === 'object' && first !== null) return first
  return typeof first === 'string' && !/^\d+$/.test(first) ? { path: first } : { port: first, host: second }
}
