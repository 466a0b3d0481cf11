import type { Agreement } from './plan.ts';

/** What is agreed beyond prices: by customer. All contracts run from the 15th of a month to the 14th of the next. */
export const agreements: Readonly<Record<string, Agreement>> = {
  // A fixed price for the servers, with ten hours of remote support in business hours. More is charged as usual.
  brandt: {
    components: [
      {
        id: 'Betreuung',
        kind: 'recurring-fee',
        description: 'Betreuung der Server, mit 10 Std. Fernwartung',
        price: '690.00',
        billing: 'arrears',
      },
      {
        id: 'Fernwartung',
        kind: 'allowance',
        unit: 'hours',
        quantity: '10',
        covers: { when: { serviceType: 'remote' }, bands: ['business'] },
      },
    ],
  },
  // A month comes to this at least.
  bibliothek: { components: [{ id: 'Mindestumsatz', kind: 'commitment', amount: '4200.00' }] },
  // Hours that were bought in advance pay for the first work of the month.
  lumiere: {
    components: [{ id: 'Heures', kind: 'pool', accountId: 'Carnet de 12 h' }],
    prepaid: {
      account: { id: 'Carnet de 12 h', unit: 'hours' },
      lots: [{ lotId: '2026-03', quantity: '12' }],
    },
  },
};
