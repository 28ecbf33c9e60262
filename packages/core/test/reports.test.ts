import { describeReports, jestRunner, vitestRunner } from '@retrial/fixtures/adapters'
import { Ajv2020 } from 'ajv/dist/2020.js'

function problems(schema: object, value: unknown): unknown {
  const allows = new Ajv2020({ strict: false }).compile(schema)
  return allows(value) ? [] : allows.errors
}

describeReports(vitestRunner(), problems)
describeReports(jestRunner({ workers: true }), problems)
