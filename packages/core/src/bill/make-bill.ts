import { holdMinimums, trueUpsOf } from '../contract/minimum.ts';
import { partsOn } from '../contract/parts-on.ts';
import { termsOn } from '../contract/terms-on.ts';
import { expenseLines } from '../invoice/expense-lines.ts';
import { type InvoiceLine, inLineOrder } from '../invoice/invoice-line.ts';
import { linePolicy } from '../invoice/line-policy.ts';
import { productLines } from '../invoice/product-lines.ts';
import { totalInvoice } from '../invoice/total-invoice.ts';
import { subtract, sum } from '../money/arithmetic.ts';
import type { Charge } from '../rating/charge.ts';
import { taxSettingOf } from '../tax/tax-setting.ts';
import type { Bill } from './bill.ts';
import { capWork } from './bill-caps.ts';
import { claimsOf } from './bill-claims.ts';
import { prepaidWork } from './bill-prepaid.ts';
import { billCoverage } from './bill-coverage.ts';
import { withoutPrepaid } from './bill-discounts.ts';
import type { BillFacts } from './bill-facts.ts';
import { feeLine, feesOf } from './bill-fees.ts';
import { informationLines } from './bill-information.ts';
import { chargeableAmounts, trueUpLine } from './bill-minimum.ts';
import { sharedLines } from './bill-shares.ts';
import { BillScope } from './bill-work.ts';
import { billedPartsOf } from './billed-parts-of.ts';
import { paidByMinimums } from './paid-minimum.ts';
import { leftOutOfBill } from './bill-left-out.ts';
import { rateWork } from './bill-rating.ts';
import { wordsOf } from './explain.ts';
import type { CoveredWork } from './cover/covered-work.ts';
import type { PreparedPolicy } from './prepared-policy.ts';

/** Makes the bill of facts that were read, by a policy that was prepared. */
export function makeBill(facts: BillFacts, { policy, rater, contractsOf }: PreparedPolicy): Bill {
  const { contract, contractPeriod, history = {} } = facts;
  const { id: contractId, customerId, currency } = contract;
  const firstDay = contractPeriod.covered[0]?.from ?? contractPeriod.period.from;
  const terms = termsOn(contract, firstDay);
  const parts = partsOn(contract, firstDay, policy.componentKinds, policy.exhaustionKinds);
  const { taxCodes } = terms;
  const lineRule = linePolicy(terms.linePolicy ?? {});
  const lineOptions = taxCodes.length === 0 ? {} : { taxCodes: () => taxCodes };

  const scope = new BillScope(facts, contractsOf(facts));
  const rated = rateWork(facts, rater, parts, scope, policy.exhaustionKinds);
  const { taxedOnDraw } = rated;
  const linesOf = (charges: readonly Charge[]) => sharedLines(charges, lineRule, lineOptions);
  const factsOf = (id: string) => rated.workOf(id).facts;
  const capped = capWork(parts.cap, rated.charges, linesOf, { capped: history.capped, factsOf });
  const { charges, work } = capped;
  const held = [...rated.held, ...capped.held];

  const expenses = scope.expenses(facts.expenses ?? []);
  const products = scope.products(facts.products ?? []);
  const fees = facts.due === 'late' ? [] : feesOf(parts.fee, facts);
  const thingLines = [...expenseLines(expenses, { taxCodes }), ...productLines(products, { taxCodes })];
  const minimums = facts.due === 'advance' ? [] : parts.minimum;
  const chargeable = chargeableAmounts(minimums, work, (id) => rated.workOf(id).entry, thingLines);
  const promised = { period: contractPeriod, currency, chargeable, before: history.minimums };
  const heldMinimums = holdMinimums(minimums, promised, facts.due !== 'late');
  const lifted = trueUpsOf(heldMinimums);
  const told = { currency, words: wordsOf({ locale: policy.locale ?? 'en' }), leftOf: rated.leftOf };
  const isTaxedNow = ({ by }: CoveredWork): boolean => by.accountId !== null && taxedOnDraw.has(by.accountId);
  const prepaid = prepaidWork(rated.covered.filter(isTaxedNow), { ...told, taxCodes });
  const lines: readonly InvoiceLine[] = [
    ...work.lines,
    ...inLineOrder(fees.map((fee) => feeLine(fee, taxCodes))),
    ...thingLines,
    ...lifted.map((trueUp) => trueUpLine(trueUp, contractPeriod, taxCodes)),
    ...prepaid.lines,
    ...informationLines(
      rated.covered.filter((one) => !isTaxedNow(one)),
      lineRule,
      told,
    ),
  ];
  const paid = paidByMinimums(heldMinimums, {
    work,
    things: thingLines,
    entryOf: (id) => rated.workOf(id).entry,
    before: capped.discounts,
    history: history.minimums,
    words: told.words,
  });
  const before = [...capped.discounts, ...paid.discounts];
  const discounts = [...before, ...withoutPrepaid(terms.discounts, lines, { currency, before })];
  const { incidents, days } = rated.onceOf(charges);
  const taxes = taxSettingOf(policy, lines);
  const totals = totalInvoice({
    lines,
    discounts,
    currency,
    taxCodes: policy.taxCodes ?? [],
    pricesIncludeTax: taxes.pricesIncludeTax,
    taxRounding: taxes.taxRounding,
    cashRounding: taxes.cashRounding,
  });
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
    minimums: paid.minimums,
    caps: capped.caps,
    incidents,
    days,
    billedParts: billedPartsOf({ charges, covered: rated.covered, held, rests: rated.rests }),
    claims: claimsOf({
      contractId,
      customerId,
      period: contractPeriod.period.from,
      work: [charges, rated.covered],
      turnOf: (entryId) => rated.rests.get(entryId)?.turn ?? 0,
      thingLines,
      incidents,
      days,
      fees,
      trueUps: lifted,
      minimums: paid.minimums,
      allowances: rated.allowances,
    }),
    linePolicy: lineRule,
    lines,
    discounts,
    ...taxes,
    totals,
    prepaidPayments: prepaid.payments,
    amountDue: subtract(
      totals.total,
      sum(
        prepaid.payments.map(({ amount }) => amount),
        currency,
      ),
    ),
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
