import { describeRule } from '../testing/describe-rule.js'

describeRule('alternatives', {
  objects: [
    ['Submit it by Monday.', 'Submit it by Wednesday.'],
    ['The backup runs daily.', 'The backup runs weekly.'],
    ['Send the report in the morning.', 'Send the report in the evening.'],
    ['Scale the pool up.', 'Scale the pool down.'],
    ['El técnico llega el martes.', 'El técnico llega el jueves.'],
  ],
  passes: [['The backup runs daily.', 'The backup runs every day.']],
})
