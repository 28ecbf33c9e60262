import { brotliCompressSync } from 'node:zlib'
import { compressed } from './compressed.js'

export const br = compressed('br', brotliCompressSync)
