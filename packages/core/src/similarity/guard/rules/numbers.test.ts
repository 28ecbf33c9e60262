import { describeRule } from '../testing/describe-rule.js'

describeRule('numbers', {
  objects: [
    ['The refund is 50 dollars.', 'The refund is 500 dollars.'],
    ['Two of the five samples failed.', 'Three of the five samples failed.'],
    ['The refund is approved: 50 dollars.', 'The refund is approved.'],
    ['Take 1.5 tablets.', 'Take 15 tablets.'],
    ['Both keys open the vault.', 'One of the keys opens the vault.'],
    ['Die Strafe beträgt 1.200 Euro.', 'Die Strafe beträgt 1.300 Euro.'],
    ['El plazo es de diez días.', 'El plazo es de doce días.'],
    ['Магазин работает с 9 до 18.', 'Магазин работает с 9 до 20.'],
    ['料金は3,000円です。', '料金は5,000円です。'],
  ],
  passes: [
    ['The refund is $50.', 'The refund is fifty dollars.'],
    ['Revenue fell by a quarter to 3 million euros.', 'Revenue dropped 25% to €3m.'],
    ['The loan runs for 120 months.', 'The loan runs for ten years.'],
    ['The hearing lasts one hour and thirty minutes.', 'The hearing lasts 90 minutes.'],
    ['It costs four dollars and fifty cents.', 'It costs $4.50.'],
    ['Give 0.5 g of paracetamol.', 'Give 500 mg of paracetamol.'],
    ['The second paragraph is wrong.', 'Paragraph 2 is wrong.'],
    ['1. Deny the claim.\n2. Close the case.', 'Deny the claim. Close the case.'],
    ['Sie zahlen 1.200,50 Euro.', 'Sie zahlen 1200,50 Euro.'],
    ['Le prix est de vingt euros.', 'Le prix est de 20 €.'],
  ],
})

describeRule('units', {
  objects: [
    ['The rent is 900 euros.', 'The rent is 900 dollars.'],
    ['The cable is 15 m long.', 'The cable is 15 ft long.'],
    ['Return it within 30 days.', 'Return it within 30 business days.'],
    ['Heat the oven to 180 °C.', 'Heat the oven to 180 °F.'],
    ['Die Miete beträgt 900 Euro.', 'Die Miete beträgt 900 Franken.'],
  ],
  passes: [
    ['The salary is sixty thousand pounds.', 'The salary is £60,000.'],
    ['Wait 24 hours.', 'Wait one day.'],
  ],
})
