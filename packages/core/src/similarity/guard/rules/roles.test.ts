import { describeRule } from '../testing/describe-rule.js'

describeRule('roles', {
  objects: [
    ['The buyer must indemnify the seller.', 'The seller must indemnify the buyer.'],
    ['Move the funds from savings to checking.', 'Move the funds from checking to savings.'],
    ['The dog bit the postman.', 'The dog was bitten by the postman.'],
    ['The area is 24, not 48.', 'The area is 48, not 24.'],
    [
      'Bill the parent company for work at the subsidiary.',
      'Bill the subsidiary for work at the parent company.',
    ],
    ['Приём перенесён с понедельника на среду.', 'Приём перенесён со среды на понедельник.'],
  ],
  passes: [
    ['The night manager locked the server room.', 'The server room was locked by the night manager.'],
    [
      'The north gate is closed and the south gate is open.',
      'The south gate is open and the north gate is closed.',
    ],
    ['Buy apples, pears and plums.', 'Buy pears, plums and apples.'],
    ['After paying the deposit, sign the lease.', 'Sign the lease after paying the deposit.'],
  ],
})
