import { byKind } from './by-kind.js'
import { byPeople } from './by-people.js'
import { givenPath } from './pairs.js'
import { publicPairsOf } from './public-pairs.js'
import { speed } from './speed.js'

const [what = 'unseen', ...options] = process.argv.slice(2)
if (what === 'speed') await speed()
else if (/\.(?:txt|tsv|csv)$/i.test(what)) await byPeople(publicPairsOf(givenPath(what)))
else await byKind(what, { listWrong: options.includes('--wrong') })
