import { describeRule } from '../testing/describe-rule.js'

describeRule('names', {
  objects: [
    ['Assign the case to Nora Blum.', 'Assign the case to Nora Klein.'],
    ['Ship from the Rotterdam warehouse.', 'Ship from the Hamburg warehouse.'],
    ['Invoice INV-20417 was paid.', 'Invoice INV-20471 was paid.'],
    ['Write to anna@example.com.', 'Write to bob@example.com.'],
    ['Отправьте договор Иванову.', 'Отправьте договор Петрову.'],
  ],
  passes: [
    ['Assign the bug to Priya.', 'Priya should get the bug.'],
    ['Dana has approved it.', 'It was approved by Dana.'],
  ],
})
