import type { Bill } from '../bill/bill.ts';
import { compareText } from '../invoice/compare-text.ts';
import { isZero, type Money, zero } from '../money/money.ts';
import type { Charge } from '../rating/charge.ts';
import type { CostOfWork, MissingCost } from '../rating/view/rated-work.ts';
import { type ExactAmount, exactOfCharge, timesFraction } from './exact-amount.ts';
import { MoneyTally } from './money-tally.ts';
import type { ProjectedDays } from './projected-days.ts';
import { chargesIn } from './read-report.ts';

/** The cost of the work that takes part in a bill, also of what the bill does not charge. */
export class ForecastCost {
  readonly #bill: Bill;
  readonly #costs: readonly Charge[];
  readonly missing: readonly MissingCost[];

  constructor(cost: CostOfWork, bill: Bill) {
    const elsewhere = new Set(bill.notDue.flatMap(({ kind, id }) => (kind === 'entry' ? [id] : [])));
    this.#bill = bill;
    this.#costs = chargesIn(cost).filter(({ entryId }) => !elsewhere.has(entryId));
    this.missing = cost.missing
      .filter(({ entryId }) => !elsewhere.has(entryId))
      .toSorted((one, other) => compareText(one.entryId, other.entryId));
  }

  upToNow(): Money | null {
    return this.#sum(exactOfCharge);
  }

  /** Late work is not projected: it is not what a day of this period costs. */
  projected({ over, all }: ProjectedDays): Money | null {
    const late = new Set(this.#bill.late.map(({ entryId }) => entryId));
    return this.#sum((cost) =>
      late.has(cost.entryId) ? exactOfCharge(cost) : timesFraction(exactOfCharge(cost), all, over),
    );
  }

  #sum(exactOf: (cost: Charge) => ExactAmount): Money | null {
    const { currency } = this.#bill;
    const tally = new MoneyTally();
    for (const cost of this.#costs) tally.add('', exactOf(cost));
    const { total } = tally.settle();
    const isForeign = total.some((cost) => cost.currency !== currency && !isZero(cost));
    if (this.missing.length > 0 || isForeign) return null;
    return total.find((cost) => cost.currency === currency) ?? zero(currency);
  }
}
