// What is wrong here is wrong on purpose, as it comes from callers without types.
// oxlint-disable typescript/no-unsafe-type-assertion
import * as core from '../../src/index.ts';
import {
  billOf,
  exampleContract,
  exampleRating,
  periodFrom,
  workOf,
} from '../../src/testing/bill-fixture.ts';
import { type Fault, type FaultTables, one } from './fault-tables.ts';
import { huge } from './refusal.ts';

const contract = exampleContract();
const bill = billOf(contract, { work: [workOf(1)] });
const rated = core.compileRater(exampleRating).rate([workOf(1)]);
const given = {
  facts: [{ contract, contractPeriod: periodFrom(contract, '2026-03-01'), at: '2026-04-01T06:00:00.000Z' }],
  policy: { rating: exampleRating },
  instead: {},
};
const what = (more: object): unknown => core.whatIf({ ...given, ...more });

/** What every function that explains a piece refuses. */
const badPieces = (use: (piece: never, options?: core.ExplainOptions) => unknown): readonly Fault[] => [
  ['nothing', () => use(undefined as never), 'EXPLANATION_INVALID'],
  ['a text of 10 MB', () => use(huge as never), 'EXPLANATION_INVALID'],
  ['a thing of another kind', () => use({ id: 'a' } as never), 'EXPLANATION_INVALID'],
  ['a language that is no option', () => use({} as never, 'de' as never), 'EXPLANATION_INVALID'],
  ['an unknown language', () => use({} as never, { locale: 'tlh' as never }), 'LOCALE_UNKNOWN'],
];

const account = { unit: 'hours', currency: null } as const;
const posting = { key: 'a', kind: 'draw', quantity: '1', lotId: null, entryId: null, amount: null };
const notDue = { kind: 'entry', id: 'a', date: '2026-03-02', seconds: 1, reason: 'later', contractId: null };

/** What comparisons refuse, and what the explanations of bills do. */
export const whatIfFaults: FaultTables = {
  compareBills: [
    ['nothing', () => core.compareBills(undefined as never, []), 'COMPARISON_INVALID'],
    ['one bill', () => core.compareBills([bill], bill as never), 'COMPARISON_INVALID'],
    ['a text of 10 MB', () => core.compareBills(huge as never, []), 'COMPARISON_INVALID'],
    ['a list with a hole', () => core.compareBills([undefined as never], []), 'COMPARISON_INVALID'],
    ['rated work', () => core.compareBills([], [rated as never]), 'COMPARISON_INVALID'],
  ],
  compareRatedWork: [
    ['nothing', () => core.compareRatedWork(undefined as never, rated), 'COMPARISON_INVALID'],
    ['a bill', () => core.compareRatedWork(rated, bill as never), 'COMPARISON_INVALID'],
    ['a scale of 7', () => core.compareRatedWork(rated, rated, { unitPriceScale: 7 }), 'LINE_POLICY_INVALID'],
  ],
  explainAllowance: badPieces((piece, options) => core.explainAllowance(piece, 'EUR', options)),
  explainBill: badPieces(core.explainBill),
  explainCap: badPieces(core.explainCap),
  explainCovered: [
    ...badPieces((piece, options) => core.explainCovered(piece, bill, options)),
    [
      'no bill',
      () =>
        core.explainCovered(
          { entryId: 'a', billedSeconds: 1, band: 'b', by: {}, uses: [], postings: [] } as never,
          undefined as never,
        ),
      'EXPLANATION_INVALID',
    ],
  ],
  explainDifference: badPieces(core.explainDifference),
  explainExpense: [
    ...badPieces(core.explainExpense),
    [
      'an internal expense',
      () =>
        core.explainExpense({
          id: 'a',
          customerId: 'acme',
          date: '2026-03-02',
          description: 'b',
          amount: one,
          kind: 'internal',
        }),
      'EXPLANATION_INVALID',
    ],
  ],
  explainFee: badPieces(core.explainFee),
  explainLate: badPieces(core.explainLate),
  explainNotDue: [
    ...badPieces(core.explainNotDue),
    [
      'an unknown reason',
      () => core.explainNotDue({ ...notDue, reason: 'constructor' } as never),
      'EXPLANATION_INVALID',
    ],
  ],
  explainPosting: [
    ...badPieces((piece, options) => core.explainPosting(piece, account, options)),
    ['no account', () => core.explainPosting(posting as never, undefined as never), 'EXPLANATION_INVALID'],
    [
      'an unknown kind',
      () => core.explainPosting({ ...posting, kind: 'constructor' } as never, account),
      'EXPLANATION_INVALID',
    ],
  ],
  explainTrueUp: badPieces(core.explainTrueUp),
  whatIf: [
    ['nothing', () => core.whatIf(undefined as never), 'COMPARISON_INVALID'],
    ['facts that are no list', () => what({ facts: given.facts[0] }), 'COMPARISON_INVALID'],
    ['no policy', () => what({ policy: null }), 'COMPARISON_INVALID'],
    ['a text of 10 MB instead', () => what({ instead: huge }), 'COMPARISON_INVALID'],
    ['a misspelt alternative', () => what({ instead: { rateCard: null } }), 'COMPARISON_INVALID'],
    ['a contract that is no function', () => what({ instead: { contract } }), 'COMPARISON_INVALID'],
    [
      'a contract with other periods',
      () =>
        what({
          instead: {
            contract: () =>
              core.defineContract({ ...contract, cycle: { frequency: 'quarterly', anchor: '2026-01-01' } }),
          },
        }),
      'BILL_INVALID',
    ],
    ['a card that is none', () => what({ instead: { rating: { rateCard: {} } } }), 'RATE_CARD_INVALID'],
    ['a fact that is none', () => what({ facts: [null] }), 'BILL_INVALID'],
  ],
  workOfLines: [
    ['nothing', () => core.workOfLines(undefined as never), 'EXPLANATION_INVALID'],
    ['a text of 10 MB', () => core.workOfLines(huge as never), 'EXPLANATION_INVALID'],
    ['a thing of another kind', () => core.workOfLines({ lines: [] } as never), 'EXPLANATION_INVALID'],
  ],
};
