import { isForeignObject, type ForeignJson, type ForeignObject } from './lossless/parse-lossless.js'
import { isNumeric } from './lossless/raw-number.js'

type Given = ForeignJson | undefined

/*
 * What a field may hold to be taken over. A raw number stands where a number will stand when it is settled, so it
 * passes for one.
 */

export const isText = (value: Given): value is string => typeof value === 'string'

export const isNumber = (value: Given): value is number => isNumeric(value)

export const isObject = (value: Given): value is ForeignObject => isForeignObject(value)

export const isList = (value: Given): value is readonly ForeignJson[] => Array.isArray(value)

export const isTextMap = (value: Given): value is Readonly<Record<string, string>> =>
  isForeignObject(value) && Object.values(value).every(isText)
