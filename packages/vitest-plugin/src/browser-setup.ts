import { expect } from 'vitest'

/** What the matchers are in a browser: the setup file of a project there that has the plugin from the root. */
function refuse(matcher: string): () => never {
  return () => {
    throw new Error(
      `${matcher}() needs Node: a replay stands on its async context, its network stack and its file system, which a browser does not have. Move this test to a project that runs in Node, without test.browser.`,
    )
  }
}

expect.extend({
  toReplayMatching: refuse('toReplayMatching'),
  toHaveNoDiffFrom: refuse('toHaveNoDiffFrom'),
})
