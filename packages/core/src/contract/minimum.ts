import { add, compare, subtract, sum } from '../money/arithmetic.ts';
import type { CurrencyCode } from '../money/currency.ts';
import { isNegative, isZero, type Money, zero } from '../money/money.ts';
import type { MinimumPart } from './component-kind.ts';
import type { ContractPeriod } from './contract-period.ts';
import type { MinimumScope } from './minimum-scope.ts';
import type { PartOfComponent } from './parts-on.ts';

/** What a period comes to for somebody's work. `null` where nobody or nothing of that kind did it. */
export interface ChargeableAmount {
  readonly agentId: string | null;
  readonly teamId: string | null;
  readonly serviceTypeId: string | null;
  /** Before discounts. */
  readonly amount: Money;
}

/** One line that lifts a period's work to what was promised. */
export interface TrueUp {
  readonly componentId: string;
  readonly scope: MinimumScope;
  /** What was promised. */
  readonly least: Money;
  /** What the work of the scope came to. */
  readonly chargeable: Money;
  /** The difference, always above 0. */
  readonly amount: Money;
}

/** What earlier bills of a period came to under one of its minimums. */
export interface MinimumBefore {
  readonly chargeable: Money;
  /** What they were lifted by, less what of that has paid for later work. */
  readonly lifted: Money;
}

/** What a period's minimums are held against. */
export interface MinimumFacts {
  readonly period: ContractPeriod;
  readonly currency: CurrencyCode;
  /**
   * Everything that the period charges before discounts, without fees, and without work that an allowance or a pool
   * covers.
   */
  readonly chargeable: readonly ChargeableAmount[];
  /** What earlier bills of the same period came to, by component. Default: there were none. */
  readonly before?: Readonly<Record<string, MinimumBefore>> | undefined;
}

/** Where a minimum stands with the work of a bill. */
export interface HeldMinimum extends TrueUp {
  /** What lifts the period, or, below 0, what it was lifted by before and work has come to since. */
  readonly amount: Money;
  /** What the work of this bill alone came to. */
  readonly own: Money;
}

/**
 * The true-ups of a period (R62): for each minimum whose scope came to less, the difference, once. Nothing when the
 * work came to as much or more.
 *
 * Minimums of an agent, a team or a service type come first, then those of the whole contract, which count the true-ups
 * before them: nobody is lifted twice for the same work.
 *
 * @throws BillingError `CURRENCY_MISMATCH` when an amount is of another currency.
 * @example
 * ```ts
 * import { defineContract, money, partsOn, periodsDue, trueUps } from '@billwright/core';
 *
 * const contract = defineContract({
 *   id: 'c_1', customerId: 'acme', currency: 'EUR', zone: 'Europe/Berlin', state: 'active', start: '2026-01-01',
 *   cycle: { frequency: 'monthly' },
 *   components: [{ id: 'minimum', kind: 'commitment', amount: '500.00' }],
 * });
 * const [period] = periodsDue(contract, '2026-01-31');
 * const work = { agentId: 'ana', teamId: null, serviceTypeId: 'support', amount: money('330.00', 'EUR') };
 * if (period !== undefined) {
 *   const facts = { period, currency: 'EUR', chargeable: [work] };
 *   console.log(trueUps(partsOn(contract, '2026-01-01').minimum, facts)[0]?.amount.amount);
 * }
 * // => 170.00
 * ```
 */
export function trueUps(
  minimums: readonly PartOfComponent<MinimumPart>[],
  facts: MinimumFacts,
): readonly TrueUp[] {
  return trueUpsOf(holdMinimums(minimums, facts));
}

/** Those of the minimums that lift. */
export function trueUpsOf(held: readonly HeldMinimum[]): readonly TrueUp[] {
  return held
    .filter(({ amount }) => !isZero(amount) && !isNegative(amount))
    .map(({ own: _own, ...trueUp }) => trueUp);
}

/**
 * All minimums of a period with the work of a bill. Over all bills of the period, work and what it was lifted by come to
 * the minimum, or to the work where that is more.
 *
 * @param lifts whether the bill may lift; otherwise it can only give back
 */
export function holdMinimums(
  minimums: readonly PartOfComponent<MinimumPart>[],
  { period, currency, chargeable, before = {} }: MinimumFacts,
  lifts = true,
): readonly HeldMinimum[] {
  const amounts = [...chargeable];
  return minimums.toSorted(narrowFirst).map(({ componentId, part }) => {
    const { scope } = part;
    const own = sum(
      amounts.filter((one) => isIn(scope, one)).map(({ amount }) => amount),
      currency,
    );
    const known = Object.hasOwn(before, componentId) ? before[componentId] : undefined;
    const total = known === undefined ? own : add(own, known.chargeable);
    const least = part.leastOf(period);
    const missing = compare(total, least) < 0 ? subtract(least, total) : zero(currency);
    const difference = known === undefined ? missing : subtract(missing, known.lifted);
    const amount = lifts || isNegative(difference) ? difference : zero(currency);
    const { agent, team, serviceType } = scope;
    amounts.push({
      agentId: agent ?? null,
      teamId: team ?? null,
      serviceTypeId: serviceType ?? null,
      amount,
    });
    return { componentId, scope, least, chargeable: total, amount, own };
  });
}

function isIn(
  scope: MinimumScope,
  { agentId, teamId, serviceTypeId }: Omit<ChargeableAmount, 'amount'>,
): boolean {
  return (
    (scope.agent === undefined || scope.agent === agentId) &&
    (scope.team === undefined || scope.team === teamId) &&
    (scope.serviceType === undefined || scope.serviceType === serviceTypeId)
  );
}

const narrowFirst = (one: PartOfComponent<MinimumPart>, other: PartOfComponent<MinimumPart>): number =>
  Number(isWhole(one.part.scope)) - Number(isWhole(other.part.scope));

const isWhole = (scope: MinimumScope): boolean =>
  isIn(scope, { agentId: null, teamId: null, serviceTypeId: null });
