import { expect, test } from 'vitest';
import { BillingError } from '../errors/billing-error.ts';
import { defineCalendar } from '../calendar/calendar.ts';
import { compileRater } from '../rating/compile-rater.ts';
import { defineRateCard } from '../rating/define-rate-card.ts';
import type { BlockedWork, ExcludedWork } from '../rating/outcome.ts';
import { type ExplainOptions, explainBlocked, explainExcluded } from './explain.ts';

type Locale = NonNullable<ExplainOptions['locale']>;

const work = { index: 2, entryId: 'te_1', customerId: 'acme', seconds: 1200, error: null };
const invalid = (path: readonly (string | number)[]) =>
  new BillingError('TIME_ENTRY_INVALID', { issues: [{ path, message: 'is wrong' }] });
const ambiguous = new BillingError('RATE_AMBIGUOUS', {
  entryId: 'te_1',
  rateCardId: 'standard',
  ruleIds: ['day', 'night'],
});
const duplicate = new BillingError('DUPLICATE_ENTRY', { id: 'te_1', first: 0, second: 2 });

const blocked: readonly BlockedWork[] = [
  { ...work, entryId: null, seconds: 0, reason: 'invalid', error: invalid([2, 'workItem', 'id']) },
  { ...work, reason: 'invalid', error: invalid([2]) },
  { ...work, reason: 'invalid', error: duplicate },
  { ...work, reason: 'no-customer' },
  { ...work, reason: 'no-rate' },
  { ...work, reason: 'rate-ambiguous', error: ambiguous },
  { ...work, reason: 'not-approved' },
  { ...work, reason: 'no-work-item' },
];
const excluded: readonly ExcludedWork[] = [
  { ...work, reason: 'non-billable' },
  { ...work, reason: 'non-billable-rate' },
  { ...work, seconds: 0, reason: 'no-time' },
];
const all = (locale: Locale): readonly string[] => [
  ...blocked.map((one) => explainBlocked(one, { locale })),
  ...excluded.map((one) => explainExcluded(one, { locale })),
];

test('R6: why work is not billed, in English', () => {
  expect(all('en')).toMatchInlineSnapshot(`
    [
      "Entry no. 3 is not billed yet: its field “workItem.id” is not valid.",
      "Entry “te_1” (20 min) is not billed yet: it is not valid.",
      "Entry “te_1” (20 min) is not billed yet: another entry has the same id.",
      "Entry “te_1” (20 min) is not billed yet: no customer is known.",
      "Entry “te_1” (20 min) is not billed yet: no rate card has a rule that fits.",
      "Entry “te_1” (20 min) is not billed yet: the rules “day” and “night” of rate card “standard” fit equally well.",
      "Entry “te_1” (20 min) is not billed yet: it is not approved.",
      "Entry “te_1” (20 min) is not billed yet: the price is per work item, and the entry names none.",
      "Entry “te_1” (20 min) is not billed: it is marked as not billable.",
      "Entry “te_1” (20 min) is not billed: the rule that fits charges nothing.",
      "Entry “te_1” is not billed: no time was worked.",
    ]
  `);
});

test('R6: why work is not billed, in German', () => {
  expect(all('de')).toMatchInlineSnapshot(`
    [
      "Eintrag Nr. 3 wird noch nicht berechnet: das Feld „workItem.id“ ist ungültig.",
      "Eintrag „te_1“ (20 Min.) wird noch nicht berechnet: er ist ungültig.",
      "Eintrag „te_1“ (20 Min.) wird noch nicht berechnet: ein anderer Eintrag hat dieselbe Kennung.",
      "Eintrag „te_1“ (20 Min.) wird noch nicht berechnet: es ist kein Kunde bekannt.",
      "Eintrag „te_1“ (20 Min.) wird noch nicht berechnet: keine Preisliste hat eine passende Regel.",
      "Eintrag „te_1“ (20 Min.) wird noch nicht berechnet: die Regeln „day“ und „night“ der Preisliste „standard“ passen gleich gut.",
      "Eintrag „te_1“ (20 Min.) wird noch nicht berechnet: er ist nicht freigegeben.",
      "Eintrag „te_1“ (20 Min.) wird noch nicht berechnet: der Preis gilt je Vorgang, und der Eintrag nennt keinen.",
      "Eintrag „te_1“ (20 Min.) wird nicht berechnet: er ist als nicht abrechenbar gekennzeichnet.",
      "Eintrag „te_1“ (20 Min.) wird nicht berechnet: die passende Regel berechnet nichts.",
      "Eintrag „te_1“ wird nicht berechnet: es wurde keine Zeit gearbeitet.",
    ]
  `);
});

test('R6: why work is not billed, in French', () => {
  expect(all('fr')).toMatchInlineSnapshot(`
    [
      "La saisie n° 3 n’est pas encore facturée : son champ « workItem.id » n’est pas valable.",
      "La saisie « te_1 » (20 min) n’est pas encore facturée : elle n’est pas valable.",
      "La saisie « te_1 » (20 min) n’est pas encore facturée : une autre saisie porte le même identifiant.",
      "La saisie « te_1 » (20 min) n’est pas encore facturée : aucun client n’est connu.",
      "La saisie « te_1 » (20 min) n’est pas encore facturée : aucune grille tarifaire n’a de règle qui convienne.",
      "La saisie « te_1 » (20 min) n’est pas encore facturée : les règles « day » et « night » de la grille tarifaire « standard » conviennent aussi bien l’une que l’autre.",
      "La saisie « te_1 » (20 min) n’est pas encore facturée : elle n’est pas approuvée.",
      "La saisie « te_1 » (20 min) n’est pas encore facturée : le prix vaut par dossier, et la saisie n’en nomme aucun.",
      "La saisie « te_1 » (20 min) n’est pas facturée : elle est marquée comme non facturable.",
      "La saisie « te_1 » (20 min) n’est pas facturée : la règle qui convient ne facture rien.",
      "La saisie « te_1 » n’est pas facturée : aucun temps n’a été travaillé.",
    ]
  `);
});

test('what the rater blocks names the field or the rules', () => {
  const rater = compileRater({
    calendar: defineCalendar({ zone: 'Europe/Berlin', business: [] }),
    rateCard: defineRateCard({
      id: 'standard',
      currency: 'EUR',
      rules: [
        { id: 'one', when: { workItemKind: 'ticket' }, price: { kind: 'hourly', rate: '1' } },
        { id: 'other', when: { priority: 'high' }, price: { kind: 'hourly', rate: '2' } },
      ],
    }),
  });
  const workItem = { kind: 'ticket', id: '4711', priority: 'high' } as const;
  const entry = { id: 'te_1', customerId: 'acme', agentId: 'ana', serviceTypeId: 'support', workItem };
  const rated = rater.rate(
    [
      { ...entry, date: '2026-03-02', minutes: 20 },
      { ...entry, id: 'te_2', date: '2026-02-30', minutes: 20 },
    ],
    { faults: 'block' },
  );
  expect(rated.blocked.map((one) => explainBlocked(one))).toEqual([
    'Entry “te_1” (20 min) is not billed yet: the rules “one” and “other” of rate card “standard” fit equally well.',
    'Entry “te_2” is not billed yet: its field “date” is not valid.',
  ]);
});

test('the language must be a known one', () => {
  expect(() => explainExcluded({ ...work, reason: 'no-time' }, { locale: 'it' as never })).toThrow(
    'LOCALE_UNKNOWN',
  );
});

test('blocked and excluded work are not taken for each other, nor anything else for them', () => {
  const message = 'EXPLANATION_INVALID: blocked: is an object, and no blocked work of a rating';
  expect(() => explainBlocked({ ...work, reason: 'no-time' } as never)).toThrow(message);
  expect(() => explainExcluded({ ...work, reason: 'no-rate' } as never)).toThrow('EXPLANATION_INVALID');
  for (const given of [undefined, 'te_1', { ...work, reason: 'constructor' }]) {
    expect(() => explainBlocked(given as never)).toThrow('EXPLANATION_INVALID');
    expect(() => explainExcluded(given as never)).toThrow('EXPLANATION_INVALID');
  }
});
