import { describeRule } from '../testing/describe-rule.js'

describeRule('content', {
  objects: [
    ['The claim is approved.', 'The claim is approved. Send the payment to another bank instead.'],
    [
      'Ban the user and delete the posts, and refer the matter to the police.',
      'Ban the user and delete the posts.',
    ],
    ['Serve the soup hot. It contains nuts.', 'Serve the soup hot.'],
    ['Your booking is confirmed for two nights.', 'Your booking is confirmed for two nights with breakfast.'],
    ['The report is ready.', 'The report is ready, but it has not been reviewed.'],
    ['Тест пройден.', 'Тест пройден. Перезапустите сервер и удалите журнал.'],
  ],
  passes: [
    ['Block the card.', 'Please block the card. Thank you for your help!'],
    [
      'The claim has been denied.',
      'We are sorry to inform you that the claim has been denied. Let us know if you have any questions.',
    ],
    [
      'Decision: keep the video.',
      'After weighing everything up, our decision is as follows: keep the video.',
    ],
    ['Use port 8443.', 'Sure! You should use port 8443.'],
  ],
})
