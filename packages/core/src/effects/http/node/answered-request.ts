import { Buffer } from 'node:buffer'
import http, { type Agent, type RequestOptions } from 'node:http'
import https from 'node:https'
import { AnsweringSocket } from './answering-socket.js'
import { protocolOf, type Protocol, type RequestCall } from './request-options.js'

const CONTINUE = Buffer.from('HTTP/1.1 100 Continue\r\n\r\n')

/** Node's own class, whatever another library has put in its place. */
const ClientRequest = http.ClientRequest.prototype.constructor as typeof http.ClientRequest

/**
 * Makes a request whose connection leads nowhere. To its client it looks as if it went over the agent it asks for.
 *
 * @throws what Node throws for options that are none.
 */
export function answeredRequest(call: RequestCall): http.ClientRequest {
  const { options, callback, module } = call
  const protocol = protocolOf(call)
  const agent = agentOf(options, module)
  // Node says what is wrong with it.
  if (typeof agent.addRequest !== 'function') return new ClientRequest({ ...options, protocol }, callback)
  // Those of `agent-base` look at who asks, which is not the module here.
  const speaks = (Object.hasOwn(agent, 'protocol') ? agent.protocol : undefined) ?? protocol
  const standIn = speaks === 'https:' ? secureStandInOf(agent) : plainStandInOf(agent)
  const client = new ClientRequest({ ...options, protocol, agent: standIn }, callback)
  return Object.assign(client, { agent })
}

const plainStandInOf = standIns('http:', 80)
const secureStandInOf = standIns('https:', 443)

/** One for each agent: to make one takes longer than all else of a request that is answered. */
function standIns(protocol: Protocol, defaultPort: number): (agent: OpenAgent) => OpenAgent {
  const made = new WeakMap<OpenAgent, OpenAgent>()
  return (agent) => {
    let standIn = made.get(agent)
    if (standIn === undefined) {
      standIn = Object.create(agent, {
        protocol: { value: protocol },
        defaultPort: { value: defaultPort },
        addRequest: { value: connect },
      }) as OpenAgent
      made.set(agent, standIn)
    }
    return standIn
  }
}

/** The part of an agent that Node's types leave out. */
type OpenAgent = Agent & {
  readonly protocol?: string
  readonly addRequest?: unknown
  readonly options?: RequestOptions
}

/** Node takes null as well, for none. */
function agentOf({ agent }: { readonly agent?: RequestOptions['agent'] | null }, module: string): OpenAgent {
  if (typeof agent === 'object' && agent !== null) return agent
  const { Agent, globalAgent } = module === 'https:' ? https : http
  return agent === false ? new Agent() : globalAgent
}

/** In place of an agent's own, which takes a connection out of its pool or opens one. */
function connect(this: OpenAgent, client: http.ClientRequest, options: RequestOptions): void {
  const socket = new AnsweringSocket(this.protocol === 'https:', () => {
    if (client.getHeader('expect') === undefined) return
    process.nextTick(() => {
      socket.hear(CONTINUE)
    })
  })
  const timeout = options.timeout ?? this.options?.timeout
  if (timeout) socket.setTimeout(timeout)
  client.onSocket(socket)
}
