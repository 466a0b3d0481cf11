import { describe, expect, test } from 'vitest';
import { exampleCharge } from '../../testing/charge-fixture.ts';
import { explain } from '../explain.ts';
import { atOverageRate, partOfCharge } from './part-of-charge.ts';

const covered = {
  code: 'covered',
  componentId: 'support',
  accountId: null,
  seconds: 1800,
  amount: null,
} as const;

describe('R45: a part of a charge says what it costs and why', () => {
  test('its amount follows from its seconds', () => {
    const part = partOfCharge(exampleCharge(), { billedSeconds: 2400 }, [covered]);
    expect([part.amount, part.unitPrice, part.ruleId]).toEqual(['80', '120', 'support']);
    expect(part.trace.map(({ code }) => code)).toEqual(['covered', 'amount']);
  });

  test('an amount that never ends has ten decimals', () => {
    expect(partOfCharge(exampleCharge(), { billedSeconds: 1 }).amount).toBe('0.0333333333');
  });

  test('above an allowance, its own rate replaces all that was decided before', () => {
    const price = { code: 'rate-from-person', rate: '45' } as const;
    const charge = exampleCharge({ unit: 'piece', billedSeconds: 1800, unitPrice: '45', trace: [price] });
    const above = atOverageRate(charge, 'support', '90.00');
    expect(above).toMatchObject({ unit: 'hour', pieces: 0, unitPrice: '90', amount: '45', ruleId: null });
    expect(above.trace.map(({ code }) => code)).toEqual(['overage-rate', 'amount']);
  });
});

describe('what pays for work is told in three languages', () => {
  const paid = { ...covered, accountId: 'budget', amount: '20.00' };
  const charge = atOverageRate(partOfCharge(exampleCharge(), {}, [covered, paid]), 'support', '90');

  test.each([
    [
      'en',
      [
        '30 min of it covered by “support”.',
        'EUR 20.00 of it covered by “budget”.',
        'Rate EUR 90.00 per hour for work above “support”; no rate card and no modifier applies.',
      ],
    ],
    [
      'de',
      [
        'Davon 30 Min. durch „support“ abgedeckt.',
        'Davon 20,00 EUR durch „budget“ abgedeckt.',
        'Satz 90,00 EUR pro Stunde für Arbeit über „support“ hinaus; keine Preisliste und kein Zuschlag gilt.',
      ],
    ],
    [
      'fr',
      [
        'Dont 30 min pris en charge par « support ».',
        'Dont 20,00 EUR pris en charge par « budget ».',
        'Taux de 90,00 EUR par heure pour le travail au-delà de « support » ; ni grille tarifaire ni majoration ne s’applique.',
      ],
    ],
  ] as const)('%s', (locale, sentences) => {
    const said = explain(charge, { locale }).map((text) => text.replaceAll(/[\u00a0\u202f]/g, ' '));
    expect(said.slice(0, 3)).toEqual(sentences);
  });
});
