import { describe, expect, test } from 'vitest';
import { defineCalendar } from '../calendar/calendar.ts';
import { compileRater } from '../rating/compile-rater.ts';
import { defineRateCard } from '../rating/define-rate-card.ts';
import { type ExplainOptions, explain } from './explain.ts';

type Locale = NonNullable<ExplainOptions['locale']>;

const rater = compileRater({
  calendar: defineCalendar({
    zone: 'Europe/Berlin',
    business: [{ weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' }],
  }),
  rateCard: defineRateCard({
    id: 'standard',
    currency: 'EUR',
    rules: [{ id: 'support', price: { kind: 'hourly', rate: '120.00' } }],
    modifiers: [{ band: 'after-hours', multiplier: '1.5' }],
    quantity: { incrementMinutes: 15 },
  }),
});

/** What the rater says of worked example 1. */
const example = (locale: Locale): readonly string[] => {
  const rated = rater.rate([
    {
      id: 'te_1',
      customerId: 'acme',
      agentId: 'ana',
      serviceTypeId: 'support',
      start: '2026-03-02T17:50:00+01:00',
      end: '2026-03-02T18:02:00+01:00',
    },
  ]);
  return [...rated.charges()].flatMap((charge) => explain(charge, { locale }));
};

describe('R45: worked example 1 in words', () => {
  test('in English', () => {
    expect(example('en')).toMatchInlineSnapshot(`
      [
        "Worked 17:50–18:02 on 2026-03-02 (Europe/Berlin): 12 min.",
        "10 min of it in business hours.",
        "Rounded from 12 min to 15 min: steps of 15 min, up (rate card); this part's share is 12 min 30 s.",
        "Rate EUR 120.00 per hour from rule “support” of rate card “standard”, version 1970-01-01.",
        "12 min 30 s × EUR 120.00 per hour = EUR 25.00.",
        "Worked 17:50–18:02 on 2026-03-02 (Europe/Berlin): 12 min.",
        "2 min of it after hours.",
        "Rounded from 12 min to 15 min: steps of 15 min, up (rate card); this part's share is 2 min 30 s.",
        "Rate EUR 120.00 per hour from rule “support” of rate card “standard”, version 1970-01-01.",
        "× 1.5 after hours: EUR 180.00 per hour.",
        "2 min 30 s × EUR 180.00 per hour = EUR 7.50.",
      ]
    `);
  });

  test('in German', () => {
    expect(example('de')).toMatchInlineSnapshot(`
      [
        "Gearbeitet am 02.03.2026 von 17:50 bis 18:02 Uhr (Europe/Berlin): 12 Min.",
        "Davon 10 Min. während der Geschäftszeit.",
        "Gerundet von 12 Min. auf 15 Min.: in Schritten von 15 Min. aufgerundet (Preisliste); davon für diesen Teil 12 Min. 30 Sek.",
        "Satz 120,00 EUR pro Stunde nach Regel „support“ der Preisliste „standard“, Fassung vom 01.01.1970.",
        "12 Min. 30 Sek. × 120,00 EUR pro Stunde = 25,00 EUR.",
        "Gearbeitet am 02.03.2026 von 17:50 bis 18:02 Uhr (Europe/Berlin): 12 Min.",
        "Davon 2 Min. außerhalb der Geschäftszeit.",
        "Gerundet von 12 Min. auf 15 Min.: in Schritten von 15 Min. aufgerundet (Preisliste); davon für diesen Teil 2 Min. 30 Sek.",
        "Satz 120,00 EUR pro Stunde nach Regel „support“ der Preisliste „standard“, Fassung vom 01.01.1970.",
        "× 1,5 außerhalb der Geschäftszeit: 180,00 EUR pro Stunde.",
        "2 Min. 30 Sek. × 180,00 EUR pro Stunde = 7,50 EUR.",
      ]
    `);
  });

  test('in French', () => {
    expect(example('fr')).toMatchInlineSnapshot(`
      [
        "Travail le 02/03/2026 de 17:50 à 18:02 (Europe/Berlin) : 12 min.",
        "Dont 10 min pendant les heures ouvrables.",
        "Arrondi de 12 min à 15 min : par tranches de 15 min, vers le haut (grille tarifaire) ; dont 12 min 30 s pour cette part.",
        "Taux de 120,00 EUR par heure selon la règle « support » de la grille tarifaire « standard », version du 01/01/1970.",
        "12 min 30 s × 120,00 EUR par heure = 25,00 EUR.",
        "Travail le 02/03/2026 de 17:50 à 18:02 (Europe/Berlin) : 12 min.",
        "Dont 2 min hors des heures ouvrables.",
        "Arrondi de 12 min à 15 min : par tranches de 15 min, vers le haut (grille tarifaire) ; dont 2 min 30 s pour cette part.",
        "Taux de 120,00 EUR par heure selon la règle « support » de la grille tarifaire « standard », version du 01/01/1970.",
        "× 1,5 hors des heures ouvrables : 180,00 EUR par heure.",
        "2 min 30 s × 180,00 EUR par heure = 7,50 EUR.",
      ]
    `);
  });
});
