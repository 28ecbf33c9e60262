import { describeRule } from '../testing/describe-rule.js'

describeRule('refusal', {
  objects: [
    [
      'Reject the transaction; it comes from a sanctioned country.',
      "I'm sorry, but I can't help with decisions about transactions.",
    ],
    [
      'The notice period is enforceable as written.',
      'That is a really interesting question, and many factors play into it.',
    ],
  ],
  passes: [["We can't extend the trial.", "An extension of the trial isn't possible."]],
})
