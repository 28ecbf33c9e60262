import { failedAnswer } from './failed-answer.js'

export const notFound = failedAnswer(404)
