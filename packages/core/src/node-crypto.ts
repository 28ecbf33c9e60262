import { mainGlobal } from './decision/realm.js'

/**
 * `node:crypto`, without an import of it. A sandbox copies the exports of a module of Node at the first import in a test
 * file: core must not be that, or the copies would be made before {@link holdNamedImports} is called.
 */
export const nodeCrypto = mainGlobal().process.getBuiltinModule('node:crypto')
