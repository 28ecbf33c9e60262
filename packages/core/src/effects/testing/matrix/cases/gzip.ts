import { gzipSync } from 'node:zlib'
import { compressed } from './compressed.js'

export const gzip = compressed('gzip', gzipSync)
