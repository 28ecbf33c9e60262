import { langchainCases } from './testing/cases/langchain.js'
import { checkClient } from './testing/check-client.js'

checkClient(langchainCases)
