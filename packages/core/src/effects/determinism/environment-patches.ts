import { isMark } from '../../original.js'
import { answers, type Environment } from './answers.js'
import type { Replacement } from './replace-property.js'

type Env = Record<string, string | undefined>

/** `process.env` of one realm: Node allows no getters on it, so all of it is replaced. */
export function environmentPatches({ process }: typeof globalThis): Replacement[] {
  return [{ holder: process, key: 'env', exported: true, standIn: environmentStandIn }]
}

function environmentStandIn(real: Env): Env {
  return new Proxy(real, {
    get: (target, key, receiver) => {
      const listed = listing(key)
      if (listed !== undefined) return listed.env.get(listed.name)
      return isMark(key) ? real : (Reflect.get(target, key, receiver) as unknown)
    },
    has: (target, key) => {
      const listed = listing(key)
      return listed === undefined ? Reflect.has(target, key) : listed.env.get(listed.name) !== undefined
    },
    getOwnPropertyDescriptor: (target, key) => {
      const listed = listing(key)
      if (listed === undefined) return Reflect.getOwnPropertyDescriptor(target, key)
      const value = listed.env.get(listed.name)
      if (value === undefined) return undefined
      return { value, writable: true, enumerable: true, configurable: true }
    },
    ownKeys: (target) => {
      const keys = Reflect.ownKeys(target)
      const env = answers()?.env
      if (env === undefined) return keys
      const set = [...env].flatMap(([name, value]) => (value === undefined ? [] : [name]))
      return [...keys.filter((key) => listing(key) === undefined), ...set]
    },
    // What a call sets, itself sees and nobody else.
    set: (target, key, value) => {
      const listed = listing(key)
      if (listed === undefined) return Reflect.set(target, key, value)
      listed.env.set(listed.name, String(value))
      return true
    },
    defineProperty: (target, key, descriptor) => {
      const listed = listing(key)
      if (listed === undefined || !('value' in descriptor))
        return Reflect.defineProperty(target, key, descriptor)
      listed.env.set(listed.name, String(descriptor.value))
      return true
    },
    deleteProperty: (target, key) => {
      const listed = listing(key)
      if (listed === undefined) return Reflect.deleteProperty(target, key)
      listed.env.set(listed.name, undefined)
      return true
    },
  })
}

/** The variables that are answered for here, if this is one of them, and its name among them. */
function listing(key: PropertyKey): { env: Environment; name: string } | undefined {
  const env = typeof key === 'string' ? answers()?.env : undefined
  if (env === undefined) return undefined
  const name = [key as string, ...aliases(key as string, env)].find((name) => env.has(name))
  return name === undefined ? undefined : { env, name }
}

/** On Windows `Path` and `PATH` are one variable. */
function aliases(key: string, env: Environment): string[] {
  if (process.platform !== 'win32') return []
  return [...env.keys()].filter((name) => name.toUpperCase() === key.toUpperCase())
}
