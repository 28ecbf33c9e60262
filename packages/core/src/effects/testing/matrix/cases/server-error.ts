import { failedAnswer } from './failed-answer.js'

export const serverError = failedAnswer(500)
