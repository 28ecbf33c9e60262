/** By the end of the host name; the last one takes the rest. */
const HOSTS = [
  ['api.openai.com', 'openai'],
  ['api.anthropic.com', 'anthropic'],
  ['generativelanguage.googleapis.com', 'google'],
  ['aiplatform.googleapis.com', 'google-vertex'],
  ['api.groq.com', 'groq'],
  ['api.mistral.ai', 'mistral'],
  ['openrouter.ai', 'openrouter'],
  ['api.deepseek.com', 'deepseek'],
  ['', 'others'],
] as const

export type Provider = (typeof HOSTS)[number][1]

export const PROVIDERS: readonly Provider[] = HOSTS.map(([, provider]) => provider)

export function providerOf(url: string): Provider {
  const { hostname } = new URL(url)
  const found = HOSTS.find(([suffix]) => hostname.endsWith(suffix))
  return found?.[1] ?? 'others'
}
