import type { Peer } from './peer.js'

export const PROMPTFOO: Peer = {
  name: 'promptfoo',
  // It refuses older ones.
  packages: { promptfoo: '~0.123.1', node: '^22.22.0' },
  scripts: ['node'],
  files: {
    'peer/provider.cjs': `const { answer } = require('../answer.cjs')

module.exports = class {
  id() { return 'answer' }
  async callApi(_prompt, { vars }) { return { output: await answer(vars.index) } }
}
`,
    'peer/tests.cjs': `const { cases } = require('../answer.cjs')

module.exports = () => cases.map(({ output }, index) => ({ vars: { index }, assert: [{ type: 'equals', value: output }] }))
`,
    'peer/config.json': JSON.stringify({
      prompts: ['case {{index}}'],
      providers: ['file://provider.cjs'],
      tests: 'file://tests.cjs',
      sharing: false,
    }),
  },
  command: [
    'promptfoo',
    ...['eval', '--config', 'peer/config.json'],
    ...['--no-cache', '--no-table', '--no-progress-bar', '--no-share'],
  ],
  env: {
    PROMPTFOO_CONFIG_DIR: '.promptfoo',
    PROMPTFOO_DISABLE_TELEMETRY: '1',
    PROMPTFOO_DISABLE_UPDATE: '1',
    PROMPTFOO_DISABLE_REMOTE_GENERATION: '1',
  },
}
