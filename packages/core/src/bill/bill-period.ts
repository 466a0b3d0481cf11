import type { CapPart } from '../contract/component-kind.ts';
import { trueUps } from '../contract/minimum.ts';
import { type ContractParts, type PartOfComponent, partsOn } from '../contract/parts-on.ts';
import { termsOn } from '../contract/terms-on.ts';
import { expenseLines } from '../invoice/expense-lines.ts';
import { type InvoiceLine, inLineOrder } from '../invoice/invoice-line.ts';
import { linePolicy } from '../invoice/line-policy.ts';
import { productLines } from '../invoice/product-lines.ts';
import { totalInvoice } from '../invoice/total-invoice.ts';
import { taxSettingOf } from '../tax/tax-setting.ts';
import type { Bill } from './bill.ts';
import { blockedByCap, type BilledCap, writeDowns } from './bill-caps.ts';
import { billCoverage } from './bill-coverage.ts';
import { fittingDiscounts } from './bill-discounts.ts';
import type { BillFacts } from './bill-facts.ts';
import { feeLine, feesOf } from './bill-fees.ts';
import { informationLines } from './bill-information.ts';
import { chargeableAmounts, trueUpLine } from './bill-minimum.ts';
import type { BillPolicy } from './bill-policy.ts';
import { sharedLines } from './bill-shares.ts';
import { BillScope } from './bill-work.ts';
import { leftOutOfBill } from './bill-left-out.ts';
import { rateWork } from './bill-rating.ts';
import { wordsOf } from './explain.ts';
import { readBillFacts } from './read-bill-facts.ts';

/**
 * Bills one period of a contract. Nothing is stored and no clock is read: the same facts and policy give the same bill,
 * in a preview, the real run, or a forecast.
 *
 * The order (section 6 of the rules): work that is due is measured; allowances and pools take their part in the order in
 * which the contract declares them, the rest is priced; then fees, expenses and products, minimums, caps, the contract's
 * discounts, taxes, totals. Work belongs to the bill by its civil date in the **contract's** zone; its bands, and the
 * versions of rate cards, are those of its date in the **calendar's** zone. Work of earlier days takes part and is told as late; work
 * of later days and of other contracts is told as not due.
 *
 * @throws BillingError `BILL_INVALID` with every fault and its path: a misspelt key, a contract that is none, a pool
 * whose account is not among the facts, work that was paid from a pool before.
 * @throws BillingError `CONTRACTS_OVERLAP` when two of the customer's contracts can take the same work.
 * @throws BillingError `CURRENCY_MISMATCH` when something that is billed is not in the contract's currency.
 * @throws BillingError `RATE_CARD_INVALID`, `CALENDAR_INVALID`, `RATING_POLICY_INVALID` for a policy that is none.
 * @example
 * ```ts
 * import { billPeriod, defineCalendar, defineContract, defineRateCard, periodsDue } from '@billwright/core';
 *
 * const contract = defineContract({
 *   id: 'c_1', customerId: 'acme', currency: 'EUR', zone: 'Europe/Berlin', state: 'active', start: '2026-03-01',
 *   cycle: { frequency: 'monthly' },
 *   components: [{ id: 'support', kind: 'allowance', unit: 'hours', quantity: '10' }],
 * });
 * const [contractPeriod] = periodsDue(contract, '2026-03-31');
 * const rating = {
 *   calendar: defineCalendar({ zone: 'Europe/Berlin', business: [] }),
 *   rateCard: defineRateCard({
 *     id: 'standard', currency: 'EUR', rules: [{ id: 'any', price: { kind: 'hourly', rate: '120.00' } }],
 *   }),
 * };
 * const entry = { id: 'te_1', customerId: 'acme', agentId: 'ana', serviceTypeId: 'support' };
 * const work = [{ ...entry, date: '2026-03-02', minutes: 12 * 60 }];
 * if (contractPeriod !== undefined) {
 *   const bill = billPeriod({ contract, contractPeriod, work, at: '2026-04-01T06:00:00.000Z' }, { rating });
 *   for (const { kind, quantity, amount } of bill.lines) console.log(kind, quantity, amount.amount);
 *   console.log(bill.totals.total.amount);
 * }
 * // => time 2 240.00
 * // => information 10 0.00
 * // => 240.00
 * ```
 */
export function billPeriod(given: BillFacts, policy: BillPolicy): Bill {
  const facts = readBillFacts(given, policy);
  const { contract, contractPeriod, history = {} } = facts;
  const { id: contractId, customerId, currency } = contract;
  const firstDay = contractPeriod.covered[0]?.from ?? contractPeriod.period.from;
  const terms = termsOn(contract, firstDay);
  const parts = partsOn(contract, firstDay, policy.componentKinds);
  const { taxCodes } = terms;
  const lineRule = linePolicy(terms.linePolicy ?? {});
  const lineOptions = { taxCodes: () => taxCodes };

  const scope = new BillScope(facts, policy.contracts ?? []);
  const rated = rateWork(facts, policy, parts, scope);
  const capSetting = { capped: history.capped, factsOf: (id: string) => rated.workOf(id).facts };

  // What a cap blocks is not charged, so it goes before anything is made of charges.
  let { charges } = rated;
  const held = [...rated.held];
  const caps: BilledCap[] = [];
  for (const cap of capsThat('block', parts)) {
    const { shares } = sharedLines(charges, lineRule, lineOptions);
    const { cap: billed, entryIds } = blockedByCap(cap, shares, capSetting);
    caps.push(billed);
    held.push(
      ...charges
        .filter(({ entryId }) => entryIds.has(entryId))
        .map(({ entryId, measuredSeconds: seconds }) => ({ entryId, reason: 'over-cap' as const, seconds })),
    );
    charges = charges.filter(({ entryId }) => !entryIds.has(entryId));
  }

  const { lines: workLines, shares } = sharedLines(charges, lineRule, lineOptions);
  const expenses = scope.expenses(facts.expenses ?? []);
  const products = scope.products(facts.products ?? []);
  const fees = feesOf(parts.fee, facts);
  const thingLines = [...expenseLines(expenses, { taxCodes }), ...productLines(products, { taxCodes })];
  const chargeable = chargeableAmounts(shares, (id) => rated.workOf(id).entry, thingLines);
  const lifted =
    facts.due === 'advance' ? [] : trueUps(parts.minimum, { period: contractPeriod, currency, chargeable });
  const written = writeDowns(capsThat('write-down', parts), shares, capSetting);
  const lines: readonly InvoiceLine[] = [
    ...workLines,
    ...inLineOrder(fees.map((fee) => feeLine(fee, taxCodes))),
    ...thingLines,
    ...lifted.map((trueUp) => trueUpLine(trueUp, contractPeriod, taxCodes)),
    ...informationLines(rated.covered, lineRule, {
      currency,
      words: wordsOf({ locale: policy.locale ?? 'en' }),
      leftOf: rated.leftOf,
    }),
  ];
  const discounts = [
    ...written.discounts,
    ...fittingDiscounts(terms.discounts, { lines, currency }, written.discounts),
  ];
  const taxes = taxSettingOf(policy, lines);
  const { blocked, excluded, entryCount, entrySeconds } = rated;
  return {
    contractId,
    customerId,
    currency,
    period: contractPeriod.period,
    charges,
    covered: rated.covered,
    allowances: rated.allowances,
    postings: rated.postings,
    fees,
    trueUps: lifted,
    caps: [...caps, ...written.caps],
    incidents: rated.incidentsOf(charges),
    linePolicy: lineRule,
    lines,
    discounts,
    ...taxes,
    totals: totalInvoice({
      lines,
      discounts,
      currency,
      taxCodes: policy.taxCodes ?? [],
      pricesIncludeTax: taxes.pricesIncludeTax,
      taxRounding: taxes.taxRounding,
      cashRounding: taxes.cashRounding,
    }),
    coverage: billCoverage({
      entryCount,
      entrySeconds,
      charges,
      covered: rated.covered,
      blocked,
      held,
      excluded,
      expenses,
      products,
      lines: thingLines,
    }),
    ...leftOutOfBill(rated, held, scope),
  };
}

function capsThat(above: CapPart['above'], { cap }: ContractParts): readonly PartOfComponent<CapPart>[] {
  return cap.filter(({ part }) => part.above === above);
}
