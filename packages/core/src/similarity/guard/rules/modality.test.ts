import { describeRule } from '../testing/describe-rule.js'

describeRule('modality', {
  objects: [
    ['The contractor must wear a respirator.', 'The contractor may wear a respirator.'],
    ['You should take it with food.', 'You must take it with food.'],
    ['The server was hacked.', 'The server may have been hacked.'],
    ['He is the owner of the account.', 'He claims to be the owner of the account.'],
    ['Sie dürfen das Gerät reparieren.', 'Sie müssen das Gerät reparieren.'],
    ['Vous pouvez signer ici.', 'Vous devez signer ici.'],
  ],
  passes: [
    ['You need to restart the device.', 'The device must be restarted.'],
    ['Visitors can use the pool.', 'Visitors may use the pool.'],
  ],
})
