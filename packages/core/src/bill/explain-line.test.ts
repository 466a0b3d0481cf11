import { expect, test } from 'vitest';
import { expenseLines } from '../invoice/expense-lines.ts';
import { type LinePolicyInput, linePolicy } from '../invoice/line-policy.ts';
import { chargesByLine, priceLines } from '../invoice/price-lines.ts';
import type { Charge } from '../rating/charge.ts';
import { asOneRating, exampleCharge } from '../testing/charge-fixture.ts';
import type { ExplainOptions } from './explain.ts';
import { explainLine } from './explain-line.ts';

type Locale = NonNullable<ExplainOptions['locale']>;

const explained = (given: readonly Charge[], input: LinePolicyInput, locale: Locale): readonly string[] => {
  const charges = asOneRating(given);
  const policy = linePolicy({ groupBy: ['agent'], ...input });
  const byLine = chargesByLine(charges, policy);
  return priceLines(charges, policy).map((line) => explainLine(line, byLine.get(line.key) ?? [], { locale }));
};

const visit = exampleCharge({ unit: 'piece', unitPrice: '45', billedSeconds: 1200, agentId: 'c' });
const charges = [
  exampleCharge({ entryId: 'te_1', billedSeconds: 150, unitPrice: '180', agentId: 'a' }),
  exampleCharge({ entryId: 'te_2', billedSeconds: 3600, agentId: 'b' }),
  exampleCharge({ entryId: 'te_3', billedSeconds: 1500, agentId: 'b' }),
  visit,
  { ...visit, entryId: 'te_4', agentId: 'd', pieces: 0, amount: '0' },
  exampleCharge({ entryId: 'te_5', billedSeconds: 1200, unitPrice: '20', agentId: 'e' }),
  exampleCharge({ entryId: 'te_6', unit: 'piece', unitPrice: '0.00004', pieces: 1500, agentId: 'f' }),
];

const train = expenseLines([
  {
    id: 'ex_1',
    customerId: 'acme',
    date: '2026-03-02',
    description: 'Train',
    amount: { amount: '1048.90', currency: 'EUR' },
    kind: 'billable',
  },
]);

const all = (locale: Locale): readonly string[] => [
  ...explained(charges, {}, locale),
  ...explained(charges, { method: 'exact' }, locale),
  ...train.map((line) => explainLine(line, [], { locale })),
];

test('R50 to R52: how lines came about, in English', () => {
  expect(all('en')).toMatchInlineSnapshot(`
    [
      "1 entry: 1 × EUR 45.00 = EUR 45.00.",
      "1 entry: already charged with other work.",
      "1 entry: 1,500 × EUR 0.00 = EUR 0.00; computed exactly it would be EUR 0.06.",
      "1 entry, 2 min 30 s: 0.0417 h × EUR 180.00 = EUR 7.506, rounded to EUR 7.51; computed exactly it would be EUR 7.50.",
      "2 entries, 1 h 25 min: 1.4167 h × EUR 120.00 = EUR 170.004, rounded to EUR 170.00.",
      "1 entry, 20 min: 0.3333 h × EUR 20.00 = EUR 6.666, rounded to EUR 6.67.",
      "1 entry: 1 × EUR 45.00 = EUR 45.00.",
      "1 entry: already charged with other work.",
      "1 entry: 1,500 × EUR 0.00004 = EUR 0.06, written as 1 × EUR 0.06 for 1,500.",
      "1 entry: 2 min 30 s × EUR 180.00 per hour = EUR 7.50, written as 1 × EUR 7.50 for 0.0417 h.",
      "2 entries, 1 h 25 min: 1.4167 h × EUR 120.00 = EUR 170.004, rounded to EUR 170.00.",
      "1 entry, 20 min: 0.3333 h × EUR 20.00 = EUR 6.666, rounded to EUR 6.67.",
      "1 × EUR 1,048.90 = EUR 1,048.90.",
    ]
  `);
});

test('R50 to R52: how lines came about, in German', () => {
  expect(all('de')).toMatchInlineSnapshot(`
    [
      "1 Eintrag: 1 × 45,00 EUR = 45,00 EUR.",
      "1 Eintrag: schon mit anderer Arbeit berechnet.",
      "1 Eintrag: 1.500 × 0,00 EUR = 0,00 EUR; genau gerechnet wären es 0,06 EUR.",
      "1 Eintrag, 2 Min. 30 Sek.: 0,0417 Std. × 180,00 EUR = 7,506 EUR, gerundet auf 7,51 EUR; genau gerechnet wären es 7,50 EUR.",
      "2 Einträge, 1 Std. 25 Min.: 1,4167 Std. × 120,00 EUR = 170,004 EUR, gerundet auf 170,00 EUR.",
      "1 Eintrag, 20 Min.: 0,3333 Std. × 20,00 EUR = 6,666 EUR, gerundet auf 6,67 EUR.",
      "1 Eintrag: 1 × 45,00 EUR = 45,00 EUR.",
      "1 Eintrag: schon mit anderer Arbeit berechnet.",
      "1 Eintrag: 1.500 × 0,00004 EUR = 0,06 EUR, ausgewiesen als 1 × 0,06 EUR für 1.500.",
      "1 Eintrag: 2 Min. 30 Sek. × 180,00 EUR pro Stunde = 7,50 EUR, ausgewiesen als 1 × 7,50 EUR für 0,0417 Std.",
      "2 Einträge, 1 Std. 25 Min.: 1,4167 Std. × 120,00 EUR = 170,004 EUR, gerundet auf 170,00 EUR.",
      "1 Eintrag, 20 Min.: 0,3333 Std. × 20,00 EUR = 6,666 EUR, gerundet auf 6,67 EUR.",
      "1 × 1.048,90 EUR = 1.048,90 EUR.",
    ]
  `);
});

test('R50 to R52: how lines came about, in French', () => {
  expect(all('fr')).toMatchInlineSnapshot(`
    [
      "1 saisie : 1 × 45,00 EUR = 45,00 EUR.",
      "1 saisie : déjà facturé avec un autre travail.",
      "1 saisie : 1 500 × 0,00 EUR = 0,00 EUR ; en calcul exact, ce serait 0,06 EUR.",
      "1 saisie, 2 min 30 s : 0,0417 h × 180,00 EUR = 7,506 EUR, arrondi à 7,51 EUR ; en calcul exact, ce serait 7,50 EUR.",
      "2 saisies, 1 h 25 min : 1,4167 h × 120,00 EUR = 170,004 EUR, arrondi à 170,00 EUR.",
      "1 saisie, 20 min : 0,3333 h × 20,00 EUR = 6,666 EUR, arrondi à 6,67 EUR.",
      "1 saisie : 1 × 45,00 EUR = 45,00 EUR.",
      "1 saisie : déjà facturé avec un autre travail.",
      "1 saisie : 1 500 × 0,00004 EUR = 0,06 EUR, indiqué comme 1 × 0,06 EUR pour 1 500.",
      "1 saisie : 2 min 30 s × 180,00 EUR par heure = 7,50 EUR, indiqué comme 1 × 7,50 EUR pour 0,0417 h.",
      "2 saisies, 1 h 25 min : 1,4167 h × 120,00 EUR = 170,004 EUR, arrondi à 170,00 EUR.",
      "1 saisie, 20 min : 0,3333 h × 20,00 EUR = 6,666 EUR, arrondi à 6,67 EUR.",
      "1 × 1 048,90 EUR = 1 048,90 EUR.",
    ]
  `);
});

test('a line of work without its charges is refused: its hours would be told as no time', () => {
  const [line] = priceLines([exampleCharge()], linePolicy());
  expect(() => line && explainLine(line, [])).toThrow('EXPLANATION_INVALID: charges: is empty, and the line');
  expect(() => line && explainLine(line, undefined as never)).toThrow('charges: is undefined and no array');
  expect(() => line && explainLine(line, [line as never])).toThrow(
    'EXPLANATION_INVALID: charge: is an object',
  );
  expect(() => explainLine(exampleCharge() as never, [])).toThrow('EXPLANATION_INVALID: line: is an object');
});
