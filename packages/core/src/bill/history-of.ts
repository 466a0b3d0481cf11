import type { Contract } from '../contract/contract.ts';
import type { ContractPeriod } from '../contract/contract-period.ts';
import type { CapPart, ComponentKind } from '../contract/component-kind.ts';
import type { ExhaustionKind } from '../contract/exhaustion-kind.ts';
import { type PartOfComponent, partsOn } from '../contract/parts-on.ts';
import { add } from '../money/arithmetic.ts';
import type { Money } from '../money/money.ts';
import { allowanceHistories } from './allowance-history.ts';
import type { Bill } from './bill.ts';
import { requireHistoryFacts } from './read-customer-facts.ts';
import type { BillHistory, MinimumHistory, PrepaidHistory } from './bill-facts.ts';

/** What later bills must know of a bill that stands. */
export type BilledPeriod = Pick<
  Bill,
  | 'contractId'
  | 'customerId'
  | 'period'
  | 'allowances'
  | 'fees'
  | 'incidents'
  | 'days'
  | 'minimums'
  | 'caps'
  | 'billedParts'
> & {
  /**
   * What the bill was for: everything of the period, only the fees that are due when it begins, or only what came in after
   * everything was billed. Late work alone does not make a period billed.
   */
  readonly due: 'all' | 'advance' | 'late';
};

/**
 * What earlier bills left behind, as the next bill of a contract takes it up. When a bill is voided, leave it out: what
 * it used, drew and counted is open again, and nothing else.
 *
 * @param bills all bills of the customer that stand, in the order in which they were made
 * @throws BillingError `BILL_INVALID` with every fault and its path.
 * @example
 * ```ts
 * import { billPeriod, defineCalendar, defineContract, defineRateCard, historyOf, periodsDue } from '@billwright/core';
 *
 * const contract = defineContract({
 *   id: 'c_1', customerId: 'acme', currency: 'EUR', zone: 'Europe/Berlin', state: 'active', start: '2026-03-01',
 *   cycle: { frequency: 'monthly' },
 *   components: [{ id: 'care', kind: 'recurring-fee', price: '50.00' }],
 * });
 * const rating = {
 *   calendar: defineCalendar({ zone: 'Europe/Berlin', business: [] }),
 *   rateCard: defineRateCard({
 *     id: 'standard', currency: 'EUR', rules: [{ id: 'any', price: { kind: 'hourly', rate: '120.00' } }],
 *   }),
 * };
 * const [contractPeriod] = periodsDue(contract, '2026-03-31');
 * if (contractPeriod !== undefined) {
 *   const bill = billPeriod({ contract, contractPeriod, due: 'advance', at: '2026-03-01T06:00:00.000Z' }, { rating });
 *   const history = historyOf(contract, contractPeriod, [{ ...bill, due: 'advance' }], undefined);
 *   console.log(history.billedFees?.map(({ period }) => period).join());
 * }
 * // => 2026-03-01
 * ```
 */
export function historyOf(
  contract: Contract,
  contractPeriod: ContractPeriod,
  bills: readonly BilledPeriod[],
  prepaid: PrepaidHistory | undefined,
  componentKinds?: readonly ComponentKind[],
  exhaustionKinds?: readonly ExhaustionKind[],
): BillHistory {
  requireHistoryFacts({ contract, contractPeriod, bills, componentKinds, exhaustionKinds });
  return findHistory(contract, contractPeriod, bills, prepaid, componentKinds, exhaustionKinds);
}

/** {@link historyOf} of facts that were read. */
export function findHistory(
  contract: Contract,
  contractPeriod: ContractPeriod,
  bills: readonly BilledPeriod[],
  prepaid: PrepaidHistory | undefined,
  componentKinds?: readonly ComponentKind[],
  exhaustionKinds?: readonly ExhaustionKind[],
): BillHistory {
  const own = bills.filter(({ contractId }) => contractId === contract.id);
  const { from } = contractPeriod.period;
  const samePeriod = own.filter(({ period }) => period.from === from);
  const firstDay = contractPeriod.covered[0]?.from ?? from;
  const { cap, cover } = partsOn(contract, firstDay, componentKinds, exhaustionKinds);
  return {
    allowances: allowanceHistories(cover, from, own),
    prepaid,
    billedFees: own.flatMap(({ fees }) => fees.map(({ claim }) => claim)),
    billedIncidents: bills.flatMap(({ incidents }) => incidents),
    billedDays: bills.flatMap(({ days }) => days),
    minimums: minimumsOf(samePeriod),
    capped: cappedOf(cap, own, samePeriod),
    billedParts: bills.flatMap(({ billedParts }) => billedParts),
  };
}

/** What the bills of a period came to under its minimums. */
function minimumsOf(samePeriod: readonly BilledPeriod[]): Readonly<Record<string, MinimumHistory>> {
  const histories = new Map<string, MinimumHistory>();
  for (const { minimums } of samePeriod)
    for (const { componentId, chargeable, lifted, turn } of minimums) {
      const known = histories.get(componentId);
      histories.set(componentId, {
        chargeable: known === undefined ? chargeable : add(known.chargeable, chargeable),
        lifted: known === undefined ? lifted : add(known.lifted, lifted),
        turn: Math.max(known?.turn ?? 0, turn + 1),
      });
    }
  return Object.fromEntries(histories);
}

/** What was billed under each cap: in this period, or in the contract's life. */
function cappedOf(
  caps: readonly PartOfComponent<CapPart>[],
  own: readonly BilledPeriod[],
  samePeriod: readonly BilledPeriod[],
): Readonly<Record<string, Money>> {
  const capped = new Map<string, Money>();
  for (const { componentId, part } of caps)
    for (const bill of part.per === 'lifetime' ? own : samePeriod)
      for (const { billed } of bill.caps.filter((cap) => cap.componentId === componentId)) {
        const known = capped.get(componentId);
        capped.set(componentId, known === undefined ? billed : add(known, billed));
      }
  return Object.fromEntries(capped);
}
