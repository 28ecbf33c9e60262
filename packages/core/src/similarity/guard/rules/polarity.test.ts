import { describeRule } from '../testing/describe-rule.js'

describeRule('polarity', {
  objects: [
    ['The claim is approved.', 'The claim is rejected.'],
    ['Attach the probe before the test.', 'Detach the probe before the test.'],
    ['Mark the message as safe.', 'Mark the message as phishing.'],
    ['The trend points upward.', 'The trend points downward.'],
    ['Der Vertrag ist gültig.', 'Der Vertrag ist ungültig.'],
    ['La demande est acceptée.', 'La demande est refusée.'],
    ['El acceso es gratuito.', 'El acceso es de pago.'],
    ['O limite foi aumentado.', 'O limite foi reduzido.'],
    ['Заявка одобрена.', 'Заявка отклонена.'],
    ['この申請を承認します。', 'この申請を却下します。'],
  ],
  passes: [
    ['The refund was denied.', 'The refund was not approved.'],
    ['Smoking is not allowed on board.', 'Smoking is prohibited on board.'],
    ["Don't leave the valve open.", 'Keep the valve closed.'],
    ['The clause is not invalid.', 'The clause is valid.'],
    ['We chose the cheaper supplier.', 'We chose the less expensive supplier.'],
    ['La tienda no abre los domingos.', 'La tienda está cerrada los domingos.'],
    ['テストに失敗しました。', 'テストは成功しませんでした。'],
  ],
})
