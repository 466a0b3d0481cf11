import { expect, test } from 'vitest';
import type { ContractInput } from '../contract/contract-input.ts';
import { billOf, exampleContract, timedWork, workOf } from '../testing/bill-fixture.ts';
import { hoursAccount, moneyAccount, paidLots } from '../testing/prepaid-fixture.ts';
import { expense } from '../work/expense.ts';
import { productCharge } from '../work/product-charge.ts';
import type { BillFacts } from './bill-facts.ts';
import type { Bill } from './bill.ts';
import { explainBill } from './explain-bill.ts';
import type { ExplainOptions } from './explain.ts';

type Locale = NonNullable<ExplainOptions['locale']>;

const eur = (amount: string) => ({ amount, currency: 'EUR' });
const contractOf = (components: ContractInput['components'], more: Partial<ContractInput> = {}) =>
  exampleContract({ components: components ?? [], ...more });
const boughtAt = '2026-02-01T09:00:00.000Z';

/** What is said of a bill, but for its charges, which have tests of their own. */
const told = (bill: Bill, locale: Locale, facts?: Partial<BillFacts>): readonly string[] =>
  explainBill(bill, { locale, facts: { at: '2026-04-01T06:00:00.000Z', ...facts } })
    .filter(({ piece }) => piece !== 'charge')
    .flatMap(({ piece, sentences }) => sentences.map((said) => `${piece}: ${said}`));

/** Fees, a minimum, things, discounts, taxes and what is late or left out. */
const expenses = [
  expense({
    id: 'ex_1',
    customerId: 'acme',
    date: '2026-03-02',
    description: 'Train',
    amount: eur('1048.90'),
    kind: 'billable',
    markupPercent: '2.5',
  }),
];
const products = [
  productCharge({
    id: 'pc_1',
    customerId: 'acme',
    date: '2026-03-02',
    description: 'Mailbox',
    quantity: '12',
    unitPrice: '3.805',
    currency: 'EUR',
  }),
];
const money = billOf(
  contractOf(
    [
      { id: 'seats', kind: 'recurring-fee', price: '12.50', quantity: '20', description: 'Seats' },
      { id: 'base', kind: 'recurring-fee', price: '100.00', billing: 'arrears' },
      { id: 'of-ana', kind: 'commitment', amount: '1500.00', scope: { agent: 'ana' } },
      { id: 'project', kind: 'cap', amount: '200.00', per: 'lifetime' },
    ],
    {
      suspensions: [{ from: '2026-03-11', to: '2026-03-27' }],
      discounts: [{ id: 'spring', description: 'Spring offer', percent: '10' }],
      taxCodes: ['vat'],
    },
  ),
  {
    work: [
      workOf(1),
      workOf(2, { id: 'te_2', date: '2026-02-27' }),
      workOf(1, { id: 'te_3', date: '2026-04-02' }),
      workOf(1, { id: 'te_4', billable: false }),
    ],
    expenses,
    products,
    history: { capped: { project: eur('20.00') } },
  },
  { taxCodes: [{ id: 'vat', name: 'VAT', percent: '19' }], cashRounding: { step: '0.05' } },
);

/** Allowances with a burn factor and what was carried over, prepaid accounts and an incident. */
const hours = hoursAccount();
const budget = moneyAccount();
const lots = [
  paidLots(hours, { id: 'A', quantity: '1', purchasedAt: boughtAt }),
  paidLots(budget, { id: 'B', quantity: '30.00', purchasedAt: boughtAt }),
];
const prepaid = {
  accounts: [hours, budget],
  lots: lots.flatMap((one) => one.lots),
  postings: lots.flatMap(({ ledger }) => ledger),
};
const history = {
  prepaid,
  allowances: { support: { carriedIn: [{ period: '2026-02-01', quantity: '3600', carried: 1 }] } },
};
const covered = billOf(
  contractOf([
    {
      id: 'support',
      kind: 'allowance',
      unit: 'hours',
      quantity: '2',
      burn: { 'after-hours': '1.5' },
      carryOver: { maxPeriods: 2, maxQuantity: '5' },
      covers: { when: { serviceType: 'support' } },
      exhausted: 'block',
    },
    { id: 'of-hours', kind: 'pool', accountId: 'hours', covers: { when: { serviceType: 'project' } } },
    { id: 'of-money', kind: 'pool', accountId: 'budget', covers: { when: { serviceType: 'project' } } },
  ]),
  {
    work: [
      timedWork('2026-03-02T18:00:00+01:00', '2026-03-02T19:20:00+01:00'),
      workOf(3, { id: 'te_2', date: '2026-03-03' }),
      workOf(2, { id: 'te_3', serviceTypeId: 'project' }),
    ],
    history,
  },
);

test('R62, R64, R65, R68, R83: what fees, minimums, caps and things cost, in English', () => {
  expect(told(money, 'en', { expenses })).toMatchInlineSnapshot(`
    [
      "line: 2 entries, 3 h: 3 h × EUR 120.00 = EUR 360.00.",
      "line: Fee “base”, 2026-03-01 to 2026-03-31: 15 of 31 days of 1 × EUR 100.00 ≈ EUR 48.3871, rounded to EUR 48.39.",
      "line: Fee “Seats”, 2026-03-01 to 2026-03-31: 15 of 31 days of 20 × EUR 12.50 ≈ EUR 120.9677, rounded to EUR 120.97.",
      "line: Expense “Train”, 2026-03-02: EUR 1,048.90 plus 2.5 % = EUR 1,075.1225, rounded to EUR 1,075.12.",
      "line: Product “Mailbox”: 12 × EUR 3.805 = EUR 45.66.",
      "line: Minimum “of-ana” of EUR 1,500.00, reached EUR 360.00: EUR 1,140.00 on top; counted is the work of agent “ana”.",
      "cap: Cap “project” of EUR 200.00: EUR 180.00 billed under it; EUR 20.00 were billed under it before; EUR 180.00 above it is written off.",
      "late: Entry “te_2” is of 2026-02-27, before the period of this bill: it came late.",
      "excluded: Entry “te_4” (1 h) is not billed: it is marked as not billable.",
      "not-due: Entry “te_3” (2026-04-02) belongs to a later bill.",
      "discount: Discount “project”: EUR 180.00 off.",
      "discount: Discount “Spring offer”: EUR 261.01 off.",
      "tax: VAT: 19 % of EUR 2,349.13 is EUR 446.33.",
      "rounding: Rounded to the smallest coin: EUR -0.01.",
    ]
  `);
});

test('R62, R64, R65, R68, R83: what fees, minimums, caps and things cost, in German', () => {
  expect(told(money, 'de', { expenses })).toMatchInlineSnapshot(`
    [
      "line: 2 Einträge, 3 Std.: 3 Std. × 120,00 EUR = 360,00 EUR.",
      "line: Gebühr „base“, 01.03.2026 bis 31.03.2026: 15 von 31 Tagen von 1 × 100,00 EUR ≈ 48,3871 EUR, gerundet auf 48,39 EUR.",
      "line: Gebühr „Seats“, 01.03.2026 bis 31.03.2026: 15 von 31 Tagen von 20 × 12,50 EUR ≈ 120,9677 EUR, gerundet auf 120,97 EUR.",
      "line: Auslage „Train“, 02.03.2026: 1.048,90 EUR zuzüglich 2,5 % = 1.075,1225 EUR, gerundet auf 1.075,12 EUR.",
      "line: Produkt „Mailbox“: 12 × 3,805 EUR = 45,66 EUR.",
      "line: Mindestbetrag „of-ana“ von 1.500,00 EUR, erreicht sind 360,00 EUR: dazu kommen 1.140,00 EUR; gezählt wird die Arbeit der Person „ana“.",
      "cap: Obergrenze „project“ von 200,00 EUR: darunter berechnet 180,00 EUR; vorher waren es schon 20,00 EUR; darüber liegen 180,00 EUR, die nicht berechnet werden.",
      "late: Eintrag „te_2“ ist vom 27.02.2026, vor dem Zeitraum dieser Rechnung: nachgereichte Arbeit.",
      "excluded: Eintrag „te_4“ (1 Std.) wird nicht berechnet: er ist als nicht abrechenbar gekennzeichnet.",
      "not-due: Eintrag „te_3“ (02.04.2026) gehört auf eine spätere Rechnung.",
      "discount: Rabatt „project“: abzüglich 180,00 EUR.",
      "discount: Rabatt „Spring offer“: abzüglich 261,01 EUR.",
      "tax: VAT: 19 % von 2.349,13 EUR sind 446,33 EUR.",
      "rounding: Gerundet auf die kleinste Münze: -0,01 EUR.",
    ]
  `);
});

test('R62, R64, R65, R68, R83: what fees, minimums, caps and things cost, in French', () => {
  expect(told(money, 'fr', { expenses })).toMatchInlineSnapshot(`
    [
      "line: 2 saisies, 3 h : 3 h × 120,00 EUR = 360,00 EUR.",
      "line: Redevance « base », du 01/03/2026 au 31/03/2026 : 15 jours sur 31 de 1 × 100,00 EUR ≈ 48,3871 EUR, arrondi à 48,39 EUR.",
      "line: Redevance « Seats », du 01/03/2026 au 31/03/2026 : 15 jours sur 31 de 20 × 12,50 EUR ≈ 120,9677 EUR, arrondi à 120,97 EUR.",
      "line: Frais « Train », 02/03/2026 : 1 048,90 EUR plus 2,5 % = 1 075,1225 EUR, arrondi à 1 075,12 EUR.",
      "line: Produit « Mailbox » : 12 × 3,805 EUR = 45,66 EUR.",
      "line: Minimum « of-ana » de 1 500,00 EUR, atteint 360,00 EUR : 1 140,00 EUR en plus ; compte le travail de l’agent « ana ».",
      "cap: Plafond « project » de 200,00 EUR : 180,00 EUR facturés en dessous ; 20,00 EUR l’étaient déjà auparavant ; 180,00 EUR au-dessus ne sont pas facturés.",
      "late: La saisie « te_2 » est du 27/02/2026, avant la période de cette facture : travail tardif.",
      "excluded: La saisie « te_4 » (1 h) n’est pas facturée : elle est marquée comme non facturable.",
      "not-due: La saisie « te_3 » (02/04/2026) relève d’une facture ultérieure.",
      "discount: Remise « project » : 180,00 EUR en moins.",
      "discount: Remise « Spring offer » : 261,01 EUR en moins.",
      "tax: VAT : 19 % de 2 349,13 EUR font 446,33 EUR.",
      "rounding: Arrondi à la plus petite pièce : -0,01 EUR.",
    ]
  `);
});

test('R60, R61, R63, R70, R71: what allowances and pools paid for, in English', () => {
  expect(told(covered, 'en', { history })).toMatchInlineSnapshot(`
    [
      "line: 1 entry, 45 min: 0.75 h × EUR 120.00 = EUR 90.00.",
      "line: 2 entries, 2.3333 h: covered by “support”.",
      "line: 1 entry, 1 h: covered by “hours”.",
      "line: 1 entry, 0.25 h: covered by “budget”.",
      "covered: Entry “te_3”, 1 h in business hours: paid from the prepaid account “hours”; 1 h from lot “A”.",
      "covered: Entry “te_1”, 1 h 20 min after hours: covered by the allowance “support”; uses 2 h of it (× 1.5); 1 h of that was carried over from the period of 2026-02-01.",
      "covered: Entry “te_2”, 1 h in business hours: covered by the allowance “support”; uses 1 h of it.",
      "covered: Entry “te_3”, 15 min in business hours: paid from the prepaid account “budget”; EUR 30.00 from lot “B”.",
      "allowance: Allowance “support”: 3 h of 3 h used, 0 min left.",
      "allowance: 80 % of it has been reached.",
      "allowance: 95 % of it has been reached.",
      "allowance: 100 % of it has been reached.",
      "account: The account “hours” then has 0 min.",
      "account: The account “budget” then has EUR 0.00.",
      "blocked: Entry “te_2” (2 h) is not billed yet: the allowance of the contract is used up.",
    ]
  `);
});

test('R60, R61, R63, R70, R71: what allowances and pools paid for, in German', () => {
  expect(told(covered, 'de', { history })).toMatchInlineSnapshot(`
    [
      "line: 1 Eintrag, 45 Min.: 0,75 Std. × 120,00 EUR = 90,00 EUR.",
      "line: 2 Einträge, 2,3333 Std.: durch „support“ abgedeckt.",
      "line: 1 Eintrag, 1 Std.: durch „hours“ abgedeckt.",
      "line: 1 Eintrag, 0,25 Std.: durch „budget“ abgedeckt.",
      "covered: Eintrag „te_3“, 1 Std. während der Geschäftszeit: bezahlt aus dem Guthaben „hours“; 1 Std. aus Posten „A“.",
      "covered: Eintrag „te_1“, 1 Std. 20 Min. außerhalb der Geschäftszeit: abgedeckt durch das Kontingent „support“; verbraucht davon 2 Std. (× 1,5); davon 1 Std. aus dem Zeitraum ab 01.02.2026 übertragen.",
      "covered: Eintrag „te_2“, 1 Std. während der Geschäftszeit: abgedeckt durch das Kontingent „support“; verbraucht davon 1 Std.",
      "covered: Eintrag „te_3“, 15 Min. während der Geschäftszeit: bezahlt aus dem Guthaben „budget“; 30,00 EUR aus Posten „B“.",
      "allowance: Kontingent „support“: 3 Std. von 3 Std. verbraucht, 0 Min. übrig.",
      "allowance: 80 % davon sind erreicht.",
      "allowance: 95 % davon sind erreicht.",
      "allowance: 100 % davon sind erreicht.",
      "account: Das Guthaben „hours“ beträgt danach 0 Min.",
      "account: Das Guthaben „budget“ beträgt danach 0,00 EUR.",
      "blocked: Eintrag „te_2“ (2 Std.) wird noch nicht berechnet: das Kontingent des Vertrags ist aufgebraucht.",
    ]
  `);
});

test('R60, R61, R63, R70, R71: what allowances and pools paid for, in French', () => {
  expect(told(covered, 'fr', { history })).toMatchInlineSnapshot(`
    [
      "line: 1 saisie, 45 min : 0,75 h × 120,00 EUR = 90,00 EUR.",
      "line: 2 saisies, 2,3333 h : pris en charge par « support ».",
      "line: 1 saisie, 1 h : pris en charge par « hours ».",
      "line: 1 saisie, 0,25 h : pris en charge par « budget ».",
      "covered: Saisie « te_3 », 1 h pendant les heures ouvrables : payé par le compte prépayé « hours » ; 1 h pris sur le lot « A ».",
      "covered: Saisie « te_1 », 1 h 20 min hors des heures ouvrables : pris en charge par le forfait « support » ; en consomme 2 h (× 1,5) ; dont 1 h reportés de la période du 01/02/2026.",
      "covered: Saisie « te_2 », 1 h pendant les heures ouvrables : pris en charge par le forfait « support » ; en consomme 1 h.",
      "covered: Saisie « te_3 », 15 min pendant les heures ouvrables : payé par le compte prépayé « budget » ; 30,00 EUR pris sur le lot « B ».",
      "allowance: Forfait « support » : 3 h consommés sur 3 h, reste 0 min.",
      "allowance: 80 % en sont atteints.",
      "allowance: 95 % en sont atteints.",
      "allowance: 100 % en sont atteints.",
      "account: Le compte « hours » a ensuite 0 min.",
      "account: Le compte « budget » a ensuite 0,00 EUR.",
      "blocked: La saisie « te_2 » (2 h) n’est pas encore facturée : le forfait du contrat est épuisé.",
    ]
  `);
});

test('each piece of a bill is explained once', () => {
  const { lines, charges, covered: works, allowances, blocked, excluded, notDue, late } = covered;
  const lists = [lines, charges, works, allowances, blocked, excluded, notDue, late, prepaid.accounts];
  const count = lists.reduce((sum, list) => sum + list.length, 0);
  const pieces = explainBill(covered, { facts: { at: '2026-04-01T06:00:00.000Z', history } });
  expect(pieces).toHaveLength(count);
  expect(pieces.filter(({ sentences }) => sentences.length === 0 || sentences.includes(''))).toEqual([]);
});
