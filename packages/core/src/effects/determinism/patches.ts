import { mainGlobal } from '../../decision/realm.js'
import { cryptoPatches, mathPatches } from './chance-patches.js'
import { datePatches, performancePatches } from './clock-patches.js'
import { environmentPatches } from './environment-patches.js'
import type { Replacement } from './replace-property.js'

/** What is put in place together. */
export type PatchGroup = 'clock' | 'chance' | 'environment' | 'functions of modules'

/** What a group is made of, in this realm and in the main one. */
export function patchesOf(group: PatchGroup): Replacement[] {
  const realms = [...new Set([mainGlobal(), globalThis])]
  switch (group) {
    case 'clock':
      return [...realms.flatMap(datePatches), ...performancePatches()]
    case 'chance':
      return [...realms.flatMap(mathPatches), ...cryptoPatches()]
    case 'functions of modules':
      return cryptoPatches().filter(({ exported }) => exported === true)
    case 'environment':
      return realms.flatMap(environmentPatches)
  }
}
