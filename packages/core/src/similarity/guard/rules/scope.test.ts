import { describeRule } from '../testing/describe-rule.js'

describeRule('scope', {
  objects: [
    ['Only members can vote.', 'Members can vote.'],
    ['Orders of at least 200 units ship free.', 'Orders of at most 200 units ship free.'],
    ['Take the tablet before meals.', 'Take the tablet after meals.'],
    ['Approve, provided that the budget holder signs.', 'Approve.'],
    ['The rule applies to all countries.', 'The rule applies to all countries except Norway.'],
    ['Delete logs older than 90 days.', 'Delete logs newer than 90 days.'],
    ['Seuls les parents peuvent entrer.', 'Les parents peuvent entrer.'],
    ['Solo los administradores pueden exportar.', 'Los administradores pueden exportar.'],
  ],
  passes: [
    ['Unless you object, the terms take effect.', 'The terms take effect if you do not object.'],
    ['Validation accuracy is only 71%.', 'Validation accuracy is just 71%.'],
    [
      "The landlord must give at least 24 hours' notice.",
      "The landlord must give no less than 24 hours' notice.",
    ],
    ['Visitors without a badge are not admitted.', 'Only visitors with a badge are admitted.'],
  ],
})
