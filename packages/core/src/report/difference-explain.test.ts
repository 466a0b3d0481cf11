import { describe, expect, test } from 'vitest';
import type { NumberLocale } from '../money/format-money.ts';
import { englishDifferences } from './difference-words-en.ts';
import { type DifferencePart } from './difference-piece.ts';
import { differenceWords, explainDifference } from './difference-explain.ts';
import type { ItemDifference } from './difference-items.ts';
import { type DifferenceReason, reasonCodes } from './difference-reason.ts';

const eur = (amount: string) => ({ amount, currency: 'EUR' });

// One reason of each code, in their order.
const policy = { method: 'printed', quantityScale: 4, unitPriceScale: 4, groupBy: ['service-type'] } as const;
const reasons: readonly DifferenceReason[] = [
  { code: 'presence', before: true, after: false },
  {
    code: 'bill',
    before: [{ contractId: 'c_1', period: '2026-03-01' }],
    after: [{ contractId: 'c_2', period: '2026-03-01' }],
  },
  { code: 'not-due', before: [], after: [{ reason: 'other-contract', contractId: 'c_2' }] },
  {
    code: 'blocked',
    before: [{ reason: 'no-rate', seconds: 1200 }],
    after: [{ reason: 'own:ask-first', seconds: 1200 }],
  },
  { code: 'excluded', before: [], after: [{ reason: 'non-billable', seconds: 1200 }] },
  {
    code: 'covered',
    before: [{ by: { kind: 'incident', componentId: null, accountId: null }, band: 'night', seconds: 60 }],
    after: [
      { by: { kind: 'pool', componentId: 'pool', accountId: 'hours' }, band: 'business', seconds: 3600 },
      { by: { kind: 'allowance', componentId: 'support', accountId: null }, band: 'weekend', seconds: 60 },
    ],
  },
  { code: 'currency', before: ['EUR'], after: ['USD'] },
  {
    code: 'rate-card',
    before: [{ rateCardId: 'old', version: '1970-01-01' }],
    after: [{ rateCardId: 'new', version: null }],
  },
  { code: 'rule', before: ['any'], after: ['senior', 'junior'] },
  {
    code: 'overage',
    before: [{ componentId: 'support', factor: null }],
    after: [{ componentId: 'support', factor: '1.5' }],
  },
  {
    code: 'rate',
    before: [{ unit: 'hour', price: '1200', currency: 'EUR' }],
    after: [{ unit: 'piece', price: '45.5', currency: 'EUR' }],
  },
  { code: 'tier', before: [{ step: 0, seconds: 7200 }], after: [{ step: 1, seconds: 3600 }] },
  {
    code: 'modifiers',
    before: [
      { band: 'after-hours', combine: 'max', modifiers: [{ band: 'after-hours', multiplier: '1.5' }] },
    ],
    after: [
      {
        band: 'weekend',
        combine: 'sum',
        modifiers: [
          { band: 'weekend', surcharge: '20' },
          { band: 'weekend', rate: '90.00' },
        ],
      },
    ],
  },
  { code: 'band', before: [{ band: 'business', seconds: 60 }], after: [{ band: 'holiday', seconds: 60 }] },
  { code: 'billed-time', before: [{ band: null, seconds: 750 }], after: [{ band: null, seconds: 900 }] },
  { code: 'pieces', before: 0, after: 1 },
  { code: 'line-policy', before: [policy], after: [{ ...policy, method: 'exact', groupBy: [] }] },
  { code: 'line-rounding', before: [eur('0.01')], after: [eur('0.02'), eur('-0.01')] },
  {
    code: 'fee-price',
    before: { unit: 'piece', price: '10', currency: 'EUR' },
    after: { unit: 'piece', price: '12.5', currency: 'EUR' },
  },
  { code: 'fee-quantity', before: '3', after: '1.5' },
  { code: 'fee-days', before: { covered: 31, full: 31 }, after: { covered: 10, full: 31 } },
  { code: 'minimum', before: eur('500.00'), after: eur('600.00') },
  { code: 'chargeable', before: eur('330.00'), after: eur('110.00') },
  { code: 'cap-limit', before: eur('300.00'), after: eur('200.00') },
  { code: 'under-cap', before: eur('480.00'), after: eur('240.00') },
  { code: 'discount-base', before: eur('99.99'), after: eur('199.99') },
  {
    code: 'discount-terms',
    before: { percent: '10', amount: null },
    after: { percent: null, amount: eur('70.00') },
  },
  { code: 'tax-percent', before: '19', after: '7.7' },
  { code: 'tax-base', before: eur('89.99'), after: eur('100.00') },
  { code: 'tax-included', before: false, after: true },
  {
    code: 'tax-rounding',
    before: { level: 'document', mode: 'half-up' },
    after: { level: 'line', mode: 'down' },
  },
  { code: 'rounding-step', before: null, after: '0.05' },
  { code: 'rounding-base', before: eur('10.01'), after: eur('10.02') },
  { code: 'amount', before: eur('1.00'), after: eur('2.00') },
];
const item: ItemDifference = {
  part: 'work',
  customerId: 'acme',
  contractId: null,
  period: null,
  id: 'te_1',
  serviceTypeId: 'support',
  before: eur('1360.00'),
  after: eur('100.50'),
  change: eur('-1259.50'),
  reasons,
};
const told = (locale: NumberLocale): readonly string[] => explainDifference(item, { locale });

test('each reason has its sentence in English', () => {
  expect(told('en')).toMatchInlineSnapshot(`
    [
      "Entry “te_1”: EUR 100.50 instead of EUR 1,360.00, EUR 1,259.50 less.",
      "Takes part: no instead of yes.",
      "Bill of contract: “c_2”, period from 2026-03-01 instead of “c_1”, period from 2026-03-01.",
      "Not on this bill: it belongs to another contract instead of nothing.",
      "Waits for a decision: 20 min (“ask-first”) instead of 20 min (no rate card has a rule that fits).",
      "Not billed: 20 min (it is marked as not billable) instead of nothing.",
      "Covered: 1 h in business hours by “hours” + 1 min on the weekend by “support” instead of 1 min in the band “night” by the incident that was billed before.",
      "Currency: USD instead of EUR.",
      "Rate card: “new” instead of “old”, version 1970-01-01.",
      "Rule: “senior” + “junior” instead of “any”.",
      "Charged as above the allowance: “support” × 1.5 instead of “support”.",
      "Price: EUR 45.50 each instead of EUR 1,200.00 per hour.",
      "Tiers: 1 h in tier 2 instead of 2 h in tier 1.",
      "Modifiers: + 20, 90.00 as the rate (added up) on the weekend instead of × 1.5 after hours.",
      "Bands: 1 min on a holiday instead of 1 min in business hours.",
      "Billed time: 15 min instead of 12 min 30 s.",
      "Pieces charged: 1 instead of 0.",
      "How lines are made: exact (4 places in quantities, 4 in prices) instead of as printed (4 places in quantities, 4 in prices, service type).",
      "Share of its rounded lines: EUR 0.02 + EUR -0.01 instead of EUR 0.01.",
      "Price: EUR 12.50 each instead of EUR 10.00 each.",
      "Quantity: 1.5 instead of 3.",
      "Days in force: 10 of 31 instead of 31 of 31.",
      "Agreed minimum: EUR 600.00 instead of EUR 500.00.",
      "What the work came to: EUR 110.00 instead of EUR 330.00.",
      "Limit: EUR 200.00 instead of EUR 300.00.",
      "What came to the cap: EUR 240.00 instead of EUR 480.00.",
      "What it is taken off: EUR 199.99 instead of EUR 99.99.",
      "Agreed discount: EUR 70.00 instead of 10 %.",
      "Percent: 7.7 % instead of 19 %.",
      "What it is taken on: EUR 100.00 instead of EUR 89.99.",
      "Contained in prices: yes instead of no.",
      "Rounding of taxes: per line (down) instead of per document (half-up).",
      "Smallest coin: 0.05 instead of nothing.",
      "Total before it: EUR 10.02 instead of EUR 10.01.",
      "Amount: EUR 2.00 instead of EUR 1.00.",
    ]
  `);
});

test('each reason has its sentence in German', () => {
  expect(told('de')).toMatchInlineSnapshot(`
    [
      "Eintrag „te_1“: 100,50 EUR statt 1.360,00 EUR, 1.259,50 EUR weniger.",
      "Nimmt teil: nein statt ja.",
      "Rechnung des Vertrags: „c_2“, Zeitraum ab 01.03.2026 statt „c_1“, Zeitraum ab 01.03.2026.",
      "Nicht auf dieser Rechnung: gehört zu einem anderen Vertrag statt nichts.",
      "Wartet auf eine Entscheidung: 20 Min. („ask-first“) statt 20 Min. (keine Preisliste hat eine passende Regel).",
      "Nicht berechnet: 20 Min. (er ist als nicht abrechenbar gekennzeichnet) statt nichts.",
      "Abgedeckt: 1 Std. während der Geschäftszeit durch „hours“ + 1 Min. am Wochenende durch „support“ statt 1 Min. im Zeitband „night“ durch den schon berechneten Vorfall.",
      "Währung: USD statt EUR.",
      "Preisliste: „new“ statt „old“, Fassung vom 01.01.1970.",
      "Regel: „senior“ + „junior“ statt „any“.",
      "Berechnet als über dem Kontingent: „support“ × 1,5 statt „support“.",
      "Preis: 45,50 EUR je Stück statt 1.200,00 EUR pro Stunde.",
      "Staffeln: 1 Std. in Staffel 2 statt 2 Std. in Staffel 1.",
      "Zuschläge: + 20, 90,00 als Satz (addiert) am Wochenende statt × 1,5 außerhalb der Geschäftszeit.",
      "Zeitbänder: 1 Min. an einem Feiertag statt 1 Min. während der Geschäftszeit.",
      "Berechnete Zeit: 15 Min. statt 12 Min. 30 Sek.",
      "Berechnete Stücke: 1 statt 0.",
      "Bildung der Positionen: genau (Mengen mit 4, Preise mit 4 Nachkommastellen) statt wie gedruckt (Mengen mit 4, Preise mit 4 Nachkommastellen, Leistungsart).",
      "Anteil an den gerundeten Positionen: 0,02 EUR + -0,01 EUR statt 0,01 EUR.",
      "Preis: 12,50 EUR je Stück statt 10,00 EUR je Stück.",
      "Menge: 1,5 statt 3.",
      "Tage in Kraft: 10 von 31 statt 31 von 31.",
      "Vereinbarter Mindestbetrag: 600,00 EUR statt 500,00 EUR.",
      "Wert der Arbeit: 110,00 EUR statt 330,00 EUR.",
      "Grenze: 200,00 EUR statt 300,00 EUR.",
      "Wert vor der Obergrenze: 240,00 EUR statt 480,00 EUR.",
      "Abgezogen von: 199,99 EUR statt 99,99 EUR.",
      "Vereinbarter Rabatt: 70,00 EUR statt 10 %.",
      "Prozent: 7,7 % statt 19 %.",
      "Erhoben auf: 100,00 EUR statt 89,99 EUR.",
      "In den Preisen enthalten: ja statt nein.",
      "Rundung der Steuern: je Position (down) statt je Rechnung (half-up).",
      "Kleinste Münze: 0,05 statt nichts.",
      "Summe davor: 10,02 EUR statt 10,01 EUR.",
      "Betrag: 2,00 EUR statt 1,00 EUR.",
    ]
  `);
});

test('each reason has its sentence in French', () => {
  expect(told('fr')).toMatchInlineSnapshot(`
    [
      "Saisie « te_1 » : 100,50 EUR au lieu de 1 360,00 EUR, 1 259,50 EUR de moins.",
      "Prend part : non au lieu de oui.",
      "Facture du contrat : « c_2 », période du 01/03/2026 au lieu de « c_1 », période du 01/03/2026.",
      "Absent de cette facture : relève d’un autre contrat au lieu de rien.",
      "Attend une décision : 20 min (« ask-first ») au lieu de 20 min (aucune grille tarifaire n’a de règle qui convienne).",
      "Non facturé : 20 min (elle est marquée comme non facturable) au lieu de rien.",
      "Pris en charge : 1 h pendant les heures ouvrables par « hours » + 1 min le week-end par « support » au lieu de 1 min dans la plage « night » par l’incident déjà facturé.",
      "Monnaie : USD au lieu de EUR.",
      "Grille tarifaire : « new » au lieu de « old », version du 01/01/1970.",
      "Règle : « senior » + « junior » au lieu de « any ».",
      "Facturé au-delà du forfait : « support » × 1,5 au lieu de « support ».",
      "Prix : 45,50 EUR la pièce au lieu de 1 200,00 EUR par heure.",
      "Paliers : 1 h au palier 2 au lieu de 2 h au palier 1.",
      "Majorations : + 20, taux de 90,00 (additionnés) le week-end au lieu de × 1,5 hors des heures ouvrables.",
      "Plages : 1 min un jour férié au lieu de 1 min pendant les heures ouvrables.",
      "Temps facturé : 15 min au lieu de 12 min 30 s.",
      "Pièces facturées : 1 au lieu de 0.",
      "Formation des lignes : exact (4 décimales pour les quantités, 4 pour les prix) au lieu de tel qu’imprimé (4 décimales pour les quantités, 4 pour les prix, type de prestation).",
      "Part de ses lignes arrondies : 0,02 EUR + -0,01 EUR au lieu de 0,01 EUR.",
      "Prix : 12,50 EUR la pièce au lieu de 10,00 EUR la pièce.",
      "Quantité : 1,5 au lieu de 3.",
      "Jours en vigueur : 10 sur 31 au lieu de 31 sur 31.",
      "Minimum convenu : 600,00 EUR au lieu de 500,00 EUR.",
      "Valeur du travail : 110,00 EUR au lieu de 330,00 EUR.",
      "Limite : 200,00 EUR au lieu de 300,00 EUR.",
      "Valeur avant le plafond : 240,00 EUR au lieu de 480,00 EUR.",
      "Déduite de : 199,99 EUR au lieu de 99,99 EUR.",
      "Remise convenue : 70,00 EUR au lieu de 10 %.",
      "Pourcentage : 7,7 % au lieu de 19 %.",
      "Calculée sur : 100,00 EUR au lieu de 89,99 EUR.",
      "Comprise dans les prix : oui au lieu de non.",
      "Arrondi des taxes : par ligne (down) au lieu de par facture (half-up).",
      "Plus petite pièce : 0,05 au lieu de rien.",
      "Total avant arrondi : 10,02 EUR au lieu de 10,01 EUR.",
      "Montant : 2,00 EUR au lieu de 1,00 EUR.",
    ]
  `);
});

describe.each(['en', 'de', 'fr'] as const)('in %s', (locale) => {
  // Held against their types by the compiler: a new part or code must have its words.
  const words = differenceWords[locale];
  const parts: Readonly<Record<DifferencePart, string>> = words.parts;

  test('no code and no part is missing', () => {
    expect(reasons.map(({ code }) => code)).toEqual(reasonCodes);
    expect(Object.keys(words.codes).toSorted()).toEqual([...reasonCodes].toSorted());
    expect(Object.keys(parts).toSorted()).toEqual(Object.keys(englishDifferences.parts).toSorted());
    expect(new Set(Object.values(parts)).size).toBe(Object.keys(parts).length);
  });
});

test('what costs the same is told by its amount and its reasons, what has no id by its part', () => {
  const same = { before: eur('0.00'), after: eur('0.00'), change: eur('0.00') };
  expect(explainDifference({ ...item, ...same, reasons: reasons.slice(3, 4) })).toEqual([
    'Entry “te_1”: EUR 0.00.',
    'Waits for a decision: 20 min (“ask-first”) instead of 20 min (no rate card has a rule that fits).',
  ]);
  const rounding = { ...item, part: 'rounding', id: '', change: eur('0.01'), reasons: [] } as const;
  expect(explainDifference(rounding)[0]).toContain('Rounding to the smallest coin: ');
});
