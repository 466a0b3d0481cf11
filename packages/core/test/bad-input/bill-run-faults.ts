// What is wrong here is wrong on purpose, as it comes from callers without types.
// oxlint-disable typescript/no-unsafe-type-assertion
import * as core from '../../src/index.ts';
import { billOf, exampleContract, exampleRating, periodFrom } from '../../src/testing/bill-fixture.ts';
import { badDates, type Fault, type FaultTables } from './fault-tables.ts';
import { huge } from './refusal.ts';

const contract = exampleContract();
const contractPeriod = periodFrom(contract, '2026-03-01');
const bill = { ...billOf(contract), due: 'all' } as const;
const biller = core.compileBilling({ rating: exampleRating });
const facts = { contracts: [contract], bills: [], through: '2026-03-31', at: '2026-04-01T06:00:00.000Z' };

/** What every function over the contracts and the bills of a customer refuses. */
const badFacts = (use: (given: core.CustomerFacts) => unknown): readonly Fault[] => [
  ['nothing', () => use(undefined as never), 'BILL_INVALID'],
  ['a text of 10 MB', () => use(huge as never), 'BILL_INVALID'],
  ['no contracts', () => use({ ...facts, contracts: undefined as never }), 'BILL_INVALID'],
  ['a contract that is none', () => use({ ...facts, contracts: [{ id: 'c_1' } as never] }), 'BILL_INVALID'],
  ['a bill that is none', () => use({ ...facts, bills: [{ contractId: 'c_1' } as never] }), 'BILL_INVALID'],
  [
    'a bill for something else',
    () => use({ ...facts, bills: [{ ...bill, due: 'early' as never }] }),
    'BILL_INVALID',
  ],
  ['a text for early', () => use({ ...facts, early: 'yes' as never }), 'BILL_INVALID'],
  [
    'kinds that are none',
    () => use({ ...facts, componentKinds: [{ kind: 'own' } as never] }),
    'BILL_INVALID',
  ],
  ...badDates('CIVIL_DATE_INVALID', (through) => use({ ...facts, through })),
];

const badHistory = (more: object): unknown => {
  const given = { contract, contractPeriod, bills: [bill], ...more };
  return core.historyOf(given.contract, given.contractPeriod, given.bills, undefined);
};

/** What the bills of a customer refuse. */
export const billRunFaults: FaultTables = {
  billsDue: badFacts((given) => core.billsDue(given)),
  billCustomer: [
    ...badFacts((given) => core.billCustomer(biller, given)),
    [
      'work that is no list',
      () => core.billCustomer(biller, { ...facts, work: huge as never }),
      'BILL_INVALID',
    ],
    [
      'a hole in the work',
      () => core.billCustomer(biller, { ...facts, expenses: [undefined as never] }),
      'BILL_INVALID',
    ],
    [
      'default terms that are none',
      () => core.billCustomer(biller, { ...facts, restContract: {} as never }),
      'BILL_INVALID',
    ],
    [
      'a choice that is no function',
      () => core.billCustomer(biller, { ...facts, isBilled: true as never }),
      'BILL_INVALID',
    ],
    ['no biller', () => core.billCustomer({} as never, facts), 'BILL_INVALID'],
  ],
  historyOf: [
    ['no contract', () => badHistory({ contract: undefined }), 'BILL_INVALID'],
    ['no period', () => badHistory({ contractPeriod: {} }), 'BILL_INVALID'],
    ['no bills', () => badHistory({ bills: null }), 'BILL_INVALID'],
    [
      'a bill without its allowances',
      () => badHistory({ bills: [{ ...bill, allowances: huge }] }),
      'BILL_INVALID',
    ],
    ['a hole among the bills', () => badHistory({ bills: [undefined] }), 'BILL_INVALID'],
  ],
};
