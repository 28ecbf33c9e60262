import { deflateSync } from 'node:zlib'
import { compressed } from './compressed.js'

export const deflate = compressed('deflate', deflateSync)
