import { describeRule } from '../testing/describe-rule.js'

describeRule('sequence', {
  objects: [
    ['Clean the wound, then apply the ointment.', 'Apply the ointment, then clean the wound.'],
    ['Prices rose because the dollar fell.', 'The dollar fell because prices rose.'],
  ],
  passes: [['If the alarm sounds, leave the building.', 'Leave the building if the alarm sounds.']],
})
