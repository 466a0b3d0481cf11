import { describe, expect, test } from 'vitest';
import { faultsAfter } from './support/in-line.ts';
import { afterSchedule, type Outcome } from './support/schedule.ts';
import type { Step } from './support/steps.ts';

// A step that meets nothing proves nothing.
describe('what people do is met:', () => {
  const met: readonly (readonly [string, readonly Step[], (outcome: Outcome) => unknown, unknown])[] = [
    [
      'a customer who was made inactive gets another one',
      ['hide-customer', 'reopen'],
      ({ company }) => company.books.rows('Customer').map(({ DisplayName }) => DisplayName),
      ['Acme', 'Globex', 'Acme (acme)'],
    ],
    [
      'an item that was made inactive is rejected; what it held up is exported once more',
      ['hide-item', 'reopen', 'credit'],
      ({ exportedAgain }) => exportedAgain,
      ['inv_4', 'cn_1'],
    ],
    [
      'a grant that has gone is asked for anew',
      ['revoke', 'reopen', 'work'],
      ({ company }) =>
        company.calls().filter(({ body }) => String(body).includes('authorization_code')).length,
      2,
    ],
    [
      'more than thirty go in several requests',
      ['many'],
      ({ company }) => company.books.rows('Invoice').length,
      39,
    ],
    [
      'an invoice is mailed',
      ['mail', 'mail-reopened'],
      ({ company }) => [...company.books.mailed.values()],
      [['billing@acme.example'], ['billing@acme.example']],
    ],
    [
      'time is changed',
      ['time', 'time', 'time'],
      ({ company }) => company.books.rows('TimeActivity').map(({ Minutes }) => Minutes),
      [30],
    ],
  ];

  test.each(met)('%s', async (_, steps, look, expected) => {
    const outcome = await afterSchedule({ mishaps: [], steps });
    expect(await faultsAfter(outcome)).toEqual([]);
    expect(await look(outcome)).toEqual(expected);
  });
});
