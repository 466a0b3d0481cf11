import { compare, subtract, sum } from '../money/arithmetic.ts';
import type { CurrencyCode } from '../money/currency.ts';
import type { Money } from '../money/money.ts';
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

/** What a period's minimums are held against. */
export interface MinimumFacts {
  readonly period: ContractPeriod;
  readonly currency: CurrencyCode;
  /**
   * Everything that the period charges before discounts, without fees, and without work that an allowance or a pool
   * covers.
   */
  readonly chargeable: readonly ChargeableAmount[];
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
  { period, currency, chargeable }: MinimumFacts,
): readonly TrueUp[] {
  const amounts = [...chargeable];
  const found: TrueUp[] = [];
  for (const { componentId, part } of minimums.toSorted(narrowFirst)) {
    const { scope } = part;
    const inScope = amounts.filter((one) => isIn(scope, one)).map(({ amount }) => amount);
    const total = sum(inScope, currency);
    const least = part.leastOf(period);
    if (compare(total, least) >= 0) continue;
    const amount = subtract(least, total);
    found.push({ componentId, scope, least, chargeable: total, amount });
    const { agent, team, serviceType } = scope;
    amounts.push({
      agentId: agent ?? null,
      teamId: team ?? null,
      serviceTypeId: serviceType ?? null,
      amount,
    });
  }
  return found;
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
