import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BuiltInComponentInput } from '../contract/components/built-in-components.ts';
import type { PrepaidPosting } from '../prepaid/posting.ts';
import { defineRateCard } from '../rating/define-rate-card.ts';
import { compileRater } from '../rating/compile-rater.ts';
import { billOf, exampleContract, exampleRating } from '../testing/bill-fixture.ts';
import { moneyAccount, hoursAccount, paidLots } from '../testing/prepaid-fixture.ts';
import type { TimeEntry } from '../work/time-entry.ts';
import type { Bill } from './bill.ts';
import { type BilledPart, isBilledWhole, restOfEntry } from './billed-part.ts';

const rating = {
  ...exampleRating,
  rateCard: defineRateCard({
    id: 'standard',
    currency: 'EUR',
    rules: [
      { id: 'any', price: { kind: 'hourly', rate: '97.53' } },
      { id: 'visit', when: { serviceType: 'visit' }, price: { kind: 'fixed', price: '50.01' } },
    ],
    modifiers: [{ band: 'after-hours', multiplier: '1.5' }],
    quantity: { incrementMinutes: 7, scope: 'work-item-day' },
  }),
};

const anyWork: fc.Arbitrary<readonly TimeEntry[]> = fc
  .array(
    fc.record({
      serviceTypeId: fc.constantFrom('support', 'visit'),
      item: fc.constantFrom('1', '2'),
      day: fc.integer({ min: 2, max: 4 }),
      hour: fc.integer({ min: 7, max: 19 }),
      minutes: fc.integer({ min: 1, max: 400 }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((list) =>
    list.map(({ serviceTypeId, item, day, hour, minutes }, index) => ({
      id: `te_${index}`,
      customerId: 'acme',
      agentId: 'ana',
      serviceTypeId,
      workItem: { kind: 'ticket', id: item },
      start: new Date(Date.UTC(2026, 2, day, hour)).toISOString(),
      end: new Date(Date.UTC(2026, 2, day, hour, minutes)).toISOString(),
    })),
  );

const cap = { id: 'cap', kind: 'cap', per: 'period', above: 'block' } as const;
const anyComponents: fc.Arbitrary<readonly BuiltInComponentInput[]> = fc
  .tuple(
    fc.constantFrom('0', '0.5', '2', '5'),
    fc.constantFrom<BuiltInComponentInput[]>(
      [],
      [{ id: 'of-hours', kind: 'pool', accountId: 'hours' }],
      [{ id: 'of-money', kind: 'pool', accountId: 'budget' }],
    ),
    fc.constantFrom<BuiltInComponentInput[]>(
      [],
      [{ ...cap, amount: '30.00' }],
      [{ ...cap, amount: '150.00' }],
    ),
  )
  .map(([quantity, pools, caps]) => [
    { id: 'support', kind: 'allowance', unit: 'hours', quantity, exhausted: 'block' },
    ...pools,
    ...caps,
  ]);

/** What happens next: a bill by a contract, or one of the bills that stand is voided. */
type Step = { readonly components: readonly BuiltInComponentInput[] } | { readonly voids: number };
const anySteps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: anyComponents.map((components) => ({ components })) },
    { weight: 1, arbitrary: fc.nat({ max: 4 }).map((voids) => ({ voids })) },
  ),
  { minLength: 1, maxLength: 6 },
);

const hours = hoursAccount();
const budget = moneyAccount();
const bought = [
  paidLots(hours, { id: 'A', quantity: '3' }),
  paidLots(budget, { id: 'B', quantity: '77.77' }),
];

const secondsOf = (parts: readonly { readonly billedSeconds: number }[]): number =>
  parts.reduce((sum, { billedSeconds }) => sum + billedSeconds, 0);

test('R91: over any bills, some of them voided, an entry is billed for what was measured, never for more', () => {
  fc.assert(
    fc.property(anyWork, anySteps, (work, steps) => {
      let standing: readonly Bill[] = [];
      const release = exampleContract({ components: [] });
      const makeBill = (components: readonly BuiltInComponentInput[] | null): void => {
        const billedParts = standing.flatMap((bill) => bill.billedParts);
        const postings: PrepaidPosting[] = [
          ...bought.flatMap(({ ledger }) => ledger),
          // A voided bill's draws are reversed: as if they had never been.
          ...standing.flatMap((bill) => bill.postings),
        ];
        const prepaid = { accounts: [hours, budget], lots: bought.flatMap(({ lots }) => lots), postings };
        const contract = components === null ? release : exampleContract({ components });
        const open = work.filter(({ id }) => isOpen(id, standing));
        const history = { billedParts, prepaid };
        const bill = billOf(contract, { work: open, history, at: '2026-06-01T00:00:00.000Z' }, { rating });
        const keys = [...standing, bill].flatMap(({ claims }) =>
          claims.filter(({ kind }) => kind === 'entry').map(({ id, part }) => `${id} ${part}`),
        );
        expect(new Set(keys).size).toBe(keys.length);
        standing = [...standing, bill];
      };
      for (const step of steps) {
        if ('components' in step) makeBill(step.components);
        else standing = standing.filter((_, at) => at !== step.voids);
        for (const { id } of work) expectNoMoreThanWhole(id, standing);
      }
      makeBill(null);
      for (const { id } of work) {
        expectNoMoreThanWhole(id, standing);
        expect(isOpen(id, standing)).toBe(false);
      }
      // Nobody waits any more, so all that was measured is billed, charged or covered, to the second.
      const all = standing.flatMap(({ charges, covered }) => [...charges, ...covered]);
      const alone = [...compileRater(rating).rate(work.slice(0, 1)).charges()];
      expect(work.length > 1 || secondsOf(all) === secondsOf(alone)).toBe(true);
    }),
    { numRuns: 150 },
  );
});

const partsOf = (entryId: string, standing: readonly Bill[]): readonly BilledPart[] =>
  standing.flatMap(({ billedParts }) => billedParts.filter((part) => part.entryId === entryId));

const takenBy = (entryId: string, { charges, covered }: Bill): number =>
  secondsOf([...charges, ...covered].filter((one) => one.entryId === entryId));

function isOpen(entryId: string, standing: readonly Bill[]): boolean {
  const claims = standing
    .flatMap((bill) => bill.claims)
    .filter(({ kind, id }) => kind === 'entry' && id === entryId);
  if (claims.length === 0) return true;
  const parts = partsOf(entryId, standing);
  return parts.length > 0 && !isBilledWhole(restOfEntry(parts));
}

function expectNoMoreThanWhole(entryId: string, standing: readonly Bill[]): void {
  const parts = partsOf(entryId, standing);
  const rest = parts.length === 0 ? null : restOfEntry(parts);
  const takes = standing.map((bill) => takenBy(entryId, bill));
  const taken = takes.reduce((sum, seconds) => sum + seconds, 0);
  // Taken in parts, or whole on one bill, or on none.
  const whole = rest === null ? Math.max(0, ...takes) : secondsOf(rest.whole);
  expect(taken + secondsOf(rest?.parts ?? [])).toBe(whole);
}
