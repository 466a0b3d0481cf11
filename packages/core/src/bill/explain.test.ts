import { describe, expect, test } from 'vitest';
import type { TraceStep } from '../rating/trace-step.ts';
import { exampleCharge } from '../testing/charge-fixture.ts';
import { type ExplainOptions, explain } from './explain.ts';

type Locale = NonNullable<ExplainOptions['locale']>;

const policy = {
  minimumMinutes: 0,
  incrementMinutes: 0,
  direction: 'up',
  tie: 'up',
  scope: 'entry',
} as const;
const quantity = {
  code: 'quantity',
  source: 'contract',
  fromSeconds: 720,
  toSeconds: 900,
  shareSeconds: 900,
} as const;
const timed = {
  code: 'timed',
  start: '2026-03-02T22:00:00.000Z',
  end: '2026-03-03T05:00:00.000Z',
  zone: 'Europe/Berlin',
  localStart: '2026-03-02 23:00:00',
  localEnd: '2026-03-03 06:00:30',
  breakSeconds: 1800,
  workedSeconds: 23_430,
} as const;

/** One step of each kind that worked example 1 does not have, with all their turns. */
const hourSteps: readonly TraceStep[] = [
  timed,
  { code: 'untimed', date: '2026-03-07', workedSeconds: 4_500_000 },
  { code: 'wall-clock-ambiguous', field: 'start', instant: '2026-10-25T00:30:00.000Z' },
  { code: 'wall-clock-skipped', field: 'end', instant: '2026-03-29T01:30:00.000Z' },
  { code: 'requester-customer', customerId: 'acme' },
  { code: 'band-from-calendar', band: 'weekend', seconds: 23_430 },
  { code: 'band-from-calendar', band: 'holiday', seconds: 30 },
  { code: 'band-from-calendar', band: 'night', seconds: 3600 },
  { code: 'band-from-date', band: 'weekend', seconds: 1200 },
  { code: 'band-from-person', band: 'after-hours', seconds: 1200 },
  { code: 'band-from-person', band: 'night', seconds: 1200 },
  { ...quantity, policy },
  { ...quantity, source: 'rate-rule', fromSeconds: 900, policy: { ...policy, minimumMinutes: 15 } },
  {
    ...quantity,
    source: 'service-type',
    policy: { ...policy, minimumMinutes: 15, incrementMinutes: 6, direction: 'down', scope: 'segment' },
  },
  {
    ...quantity,
    source: 'customer',
    shareSeconds: 300,
    policy: { ...policy, incrementMinutes: 0.5, direction: 'nearest', tie: 'even', scope: 'work-item-day' },
  },
  {
    ...quantity,
    policy: { ...policy, incrementMinutes: 15, direction: 'nearest', tie: 'down', scope: 'work-item' },
  },
  { code: 'rate-from-person', rate: '90.00' },
  { code: 'tier', step: 0, beforeSeconds: 0, rate: '100' },
  { code: 'tier', step: 1, beforeSeconds: 36_000, rate: '90' },
  {
    code: 'modifiers',
    band: 'night',
    modifiers: [
      { band: 'night', multiplier: '1.25' },
      { band: 'night', surcharge: '20' },
      { band: 'night', rate: '1200' },
    ],
    combine: 'max',
    from: '120',
    to: '1200',
  },
  {
    code: 'amount',
    unit: 'hour',
    billedSeconds: 1200,
    unitPrice: '20',
    amount: '6.6666666667',
    currency: 'EUR',
  },
];

const pieceSteps: readonly TraceStep[] = [
  {
    code: 'rate-from-rule',
    rateCardId: 'standard',
    version: '2026-01-01',
    ruleId: 'visit',
    priceKind: 'fixed',
    price: '1234.5',
  },
  { code: 'piece', once: 'entry', price: '1234.5' },
  { code: 'piece', once: 'agent-day', price: '1234.5' },
  { code: 'piece-already-charged', once: 'work-item', chargedOn: 'te_0' },
  { code: 'amount', unit: 'piece', billedSeconds: 0, unitPrice: '1234.5', amount: '1234.5', currency: 'EUR' },
];

const everyStep = (locale: Locale): readonly string[] => [
  ...explain(exampleCharge({ trace: hourSteps }), { locale }),
  ...explain(exampleCharge({ unit: 'piece', trace: pieceSteps }), { locale }),
];

describe('R45: every other decision in words', () => {
  test('in English', () => {
    expect(everyStep('en')).toMatchInlineSnapshot(`
      [
        "Worked from 23:00:00 on 2026-03-02 to 06:00:30 on 2026-03-03 (Europe/Berlin), less a break of 30 min: 6 h 30 min 30 s.",
        "Recorded for 2026-03-07 without a time of day: 1,250 h.",
        "The recorded start occurs twice because the clocks change; the earlier one is used: 2026-10-25 00:30:00 UTC.",
        "The recorded end does not exist because the clocks change; it is moved forward by the gap: 2026-03-29 01:30:00 UTC.",
        "The entry names no customer; it is billed to “acme”, the customer of the person who asked.",
        "All of it on the weekend.",
        "30 s of it on a holiday.",
        "1 h of it in the band “night”.",
        "Band by the date: weekend.",
        "Band chosen by a person: after hours.",
        "Band chosen by a person: “night”.",
        "Rounded from 12 min to 15 min: no minimum and no steps (contract).",
        "Stays at 15 min: at least 15 min (rate rule).",
        "Rounded from 12 min to 15 min: at least 15 min, then steps of 6 min, down, each band on its own (service type).",
        "Rounded from 12 min to 15 min: steps of 30 s, to the nearest (half a step to the even one), all the agent's work on the work item that day as one (customer); this part's share is 5 min.",
        "Rounded from 12 min to 15 min: steps of 15 min, to the nearest (half a step down), all work on the work item in the period as one (contract).",
        "Rate EUR 90.00 per hour, set on the entry by a person; no rate card and no modifier applies.",
        "Tier 1: EUR 100.00 per hour.",
        "Tier 2, after 10 h in the period: EUR 90.00 per hour.",
        "× 1.25; + EUR 20.00; EUR 1,200.00 instead (the highest counts) in the band “night”: EUR 1,200.00 per hour.",
        "20 min × EUR 20.00 per hour ≈ EUR 6.6667.",
        "Price EUR 1,234.50 from rule “visit” of rate card “standard”, version 2026-01-01.",
        "One price per entry, however long it takes: EUR 1,234.50.",
        "One price per agent and day, however long it takes: EUR 1,234.50.",
        "Already charged with entry “te_0”: one price per work item.",
        "1 × EUR 1,234.50 = EUR 1,234.50.",
      ]
    `);
  });

  test('in German', () => {
    expect(everyStep('de')).toMatchInlineSnapshot(`
      [
        "Gearbeitet vom 02.03.2026, 23:00:00 Uhr, bis zum 03.03.2026, 06:00:30 Uhr (Europe/Berlin), abzüglich 30 Min. Pause: 6 Std. 30 Min. 30 Sek.",
        "Für den 07.03.2026 ohne Uhrzeit erfasst: 1.250 Std.",
        "Den erfassten Beginn gibt es wegen der Zeitumstellung zweimal; verwendet wird der frühere Zeitpunkt: 25.10.2026 00:30:00 UTC.",
        "Das erfasste Ende gibt es wegen der Zeitumstellung nicht; der Zeitpunkt wird um die ausgefallene Zeit später angesetzt: 29.03.2026 01:30:00 UTC.",
        "Der Eintrag nennt keinen Kunden; er wird „acme“ berechnet, dem Kunden der anfragenden Person.",
        "Vollständig am Wochenende.",
        "Davon 30 Sek. an einem Feiertag.",
        "Davon 1 Std. im Zeitband „night“.",
        "Zeitband nach dem Datum: Wochenende.",
        "Zeitband von Hand gewählt: außerhalb der Geschäftszeit.",
        "Zeitband von Hand gewählt: „night“.",
        "Gerundet von 12 Min. auf 15 Min.: ohne Mindestdauer und ohne Schritte (Vertrag).",
        "Bleibt bei 15 Min.: mindestens 15 Min. (Preisregel).",
        "Gerundet von 12 Min. auf 15 Min.: mindestens 15 Min., dann in Schritten von 6 Min. abgerundet, jedes Zeitband für sich (Leistungsart).",
        "Gerundet von 12 Min. auf 15 Min.: in Schritten von 30 Sek. auf den nächsten Schritt gerundet (ein halber Schritt zum geraden), alle Arbeit der Person am Vorgang an diesem Tag zusammen (Kunde); davon für diesen Teil 5 Min.",
        "Gerundet von 12 Min. auf 15 Min.: in Schritten von 15 Min. auf den nächsten Schritt gerundet (ein halber Schritt nach unten), alle Arbeit am Vorgang im Zeitraum zusammen (Vertrag).",
        "Satz 90,00 EUR pro Stunde, am Eintrag von Hand festgelegt; keine Preisliste und kein Zuschlag gilt.",
        "Staffel 1: 100,00 EUR pro Stunde.",
        "Staffel 2 nach 10 Std. im Zeitraum: 90,00 EUR pro Stunde.",
        "× 1,25; + 20,00 EUR; stattdessen 1.200,00 EUR (das Höchste gilt) im Zeitband „night“: 1.200,00 EUR pro Stunde.",
        "20 Min. × 20,00 EUR pro Stunde ≈ 6,6667 EUR.",
        "Preis 1.234,50 EUR nach Regel „visit“ der Preisliste „standard“, Fassung vom 01.01.2026.",
        "Ein Preis je Eintrag, unabhängig von der Dauer: 1.234,50 EUR.",
        "Ein Preis je Person und Tag, unabhängig von der Dauer: 1.234,50 EUR.",
        "Schon mit dem Eintrag „te_0“ berechnet: ein Preis je Vorgang.",
        "1 × 1.234,50 EUR = 1.234,50 EUR.",
      ]
    `);
  });

  test('in French', () => {
    expect(everyStep('fr')).toMatchInlineSnapshot(`
      [
        "Travail du 02/03/2026 à 23:00:00 au 03/03/2026 à 06:00:30 (Europe/Berlin), moins une pause de 30 min : 6 h 30 min 30 s.",
        "Saisi pour le 07/03/2026 sans heure : 1 250 h.",
        "L’heure de début saisie existe deux fois à cause du changement d’heure ; la première est retenue : 25/10/2026 00:30:00 UTC.",
        "L’heure de fin saisie n’existe pas à cause du changement d’heure ; elle est avancée de la durée sautée : 29/03/2026 01:30:00 UTC.",
        "La saisie ne nomme aucun client ; elle est facturée à « acme », le client du demandeur.",
        "En totalité le week-end.",
        "Dont 30 s un jour férié.",
        "Dont 1 h dans la plage « night ».",
        "Plage selon la date : week-end.",
        "Plage choisie par une personne : hors heures ouvrables.",
        "Plage choisie par une personne : « night ».",
        "Arrondi de 12 min à 15 min : ni minimum ni tranches (contrat).",
        "Inchangé à 15 min : au moins 15 min (règle tarifaire).",
        "Arrondi de 12 min à 15 min : au moins 15 min, puis par tranches de 6 min, vers le bas, chaque plage séparément (type de prestation).",
        "Arrondi de 12 min à 15 min : par tranches de 30 s, au plus proche (la moitié vers la tranche paire), tout le travail de l’agent sur le dossier ce jour-là ensemble (client) ; dont 5 min pour cette part.",
        "Arrondi de 12 min à 15 min : par tranches de 15 min, au plus proche (la moitié vers le bas), tout le travail sur le dossier dans la période ensemble (contrat).",
        "Taux de 90,00 EUR par heure, fixé sur la saisie par une personne ; ni grille tarifaire ni majoration ne s’applique.",
        "Palier 1 : 100,00 EUR par heure.",
        "Palier 2, après 10 h dans la période : 90,00 EUR par heure.",
        "× 1,25 ; + 20,00 EUR ; 1 200,00 EUR à la place (le plus élevé s’applique) dans la plage « night » : 1 200,00 EUR par heure.",
        "20 min × 20,00 EUR par heure ≈ 6,6667 EUR.",
        "Prix de 1 234,50 EUR selon la règle « visit » de la grille tarifaire « standard », version du 01/01/2026.",
        "Un prix par saisie, quelle que soit la durée : 1 234,50 EUR.",
        "Un prix par agent et par jour, quelle que soit la durée : 1 234,50 EUR.",
        "Déjà facturé avec la saisie « te_0 » : un prix par dossier.",
        "1 × 1 234,50 EUR = 1 234,50 EUR.",
      ]
    `);
  });
});

test('English is the language when none is named', () => {
  const charge = exampleCharge({ trace: hourSteps });
  expect(explain(charge)).toEqual(explain(charge, { locale: 'en' }));
});

test('French sets no-break spaces where its typography asks for them', () => {
  const words = everyStep('fr').join('\n');
  expect(words).not.toMatch(/ [:;»%]/);
  expect(words).not.toMatch(/« /);
  expect(words).not.toMatch(/\d (?:h|min|s|EUR)\b/);
  expect(words).toContain('1\u202f234,50\u00a0EUR');
});

test('a charge without a trace has nothing to say', () => {
  expect(explain(exampleCharge())).toEqual([]);
});

test('a band may have any name', () => {
  const trace = [{ code: 'band-from-person', band: 'constructor', seconds: 60 }] as const;
  expect(explain(exampleCharge({ trace }))).toEqual(['Band chosen by a person: “constructor”.']);
});

test.each(['es', 'EN', 'constructor'])('the language %s is not spoken', (locale) => {
  expect(() => explain(exampleCharge(), { locale: locale as never })).toThrow(
    `LOCALE_UNKNOWN: "${locale}" is not one of en, de, fr`,
  );
});

test.each([
  ['nothing', undefined, 'EXPLANATION_INVALID: charge: is undefined, and no charge that a rater gave'],
  ['a line', { key: 'a', entryIds: [] }, 'EXPLANATION_INVALID: charge: is an object'],
])('%s can’t be explained as a charge', (_, given, message) => {
  expect(() => explain(given as never)).toThrow(message);
});

test('a language in place of the options is refused, not answered in English', () => {
  const message = "EXPLANATION_INVALID: options: is a string: write { locale: 'de' }";
  expect(() => explain(exampleCharge(), 'de' as never)).toThrow(message);
  expect(() => explain(exampleCharge(), null as never)).toThrow('EXPLANATION_INVALID: options: is null');
});
