import { describeRule } from '../testing/describe-rule.js'

describeRule('ordinals', {
  objects: [
    ['It was her third warning.', 'It was her first warning.'],
    ['The 2nd applicant gets the flat.', 'The 1st applicant gets the flat.'],
    ['Поезд отправляется с третьего пути.', 'Поезд отправляется с пятого пути.'],
  ],
  passes: [['It was her third warning.', 'It was her 3rd warning.']],
})
