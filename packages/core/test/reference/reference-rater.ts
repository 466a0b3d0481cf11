import type { RateCard } from '../../src/rating/rate-card.ts';
import type { RatingPolicy } from '../../src/rating/rating-policy.ts';
import { type TimeEntry, timeEntrySchema } from '../../src/work/time-entry.ts';
import { billedAsWorked, billQuantities, type PricedWork } from './bill-quantity.ts';
import { type CutIntoBands, cutByClock } from './cut-by-clock.ts';
import { priceCharges } from './price-charges.ts';
import { priceFromCards, priceOf, type Work } from './priced-work.ts';
import { readTime } from './read-entry.ts';
import type {
  ReferenceBlocked,
  ReferenceCost,
  ReferenceExcluded,
  ReferenceResult,
} from './reference-result.ts';
import { own, type ReferenceTerms, termsOf } from './terms.ts';

export interface ReferenceRater {
  rate(entries: readonly unknown[], options?: { readonly contractId?: string }): ReferenceResult;
}

/**
 * Rates work the slow and obvious way: one entry at a time, with date-fns and decimal.js, by the rules alone. It
 * shares no computing code with the rater that it is compared to. What is wrong with an entry blocks that entry.
 *
 * @param cut how an interval is cut into bands; `cutExactly` where bands begin inside clock changes
 */
export function referenceRater(policy: RatingPolicy, cut: CutIntoBands = cutByClock): ReferenceRater {
  const known = new Map<string, ReferenceTerms>();
  const termsFor = (customerId: string | null, contractId: string | null): ReferenceTerms => {
    const key = JSON.stringify([customerId, contractId]);
    const terms = known.get(key) ?? termsOf(policy, customerId, contractId);
    known.set(key, terms);
    return terms;
  };

  return {
    rate(entries, { contractId = null } = {}) {
      const ids = new Set<string>();
      const works: Work[] = [];
      const blocked: ReferenceBlocked[] = [];
      const warnings: ReferenceResult['warnings'][number][] = [];
      for (const [index, given] of entries.entries()) {
        const { entryId, customerId } = partiesOf(given);
        const invalid = (errorCode: 'TIME_ENTRY_INVALID' | 'DUPLICATE_ENTRY'): void => {
          blocked.push({ index, entryId, customerId: null, reason: 'invalid', seconds: 0, errorCode });
        };
        const parsed = timeEntrySchema.safeParse(given);
        const terms = termsFor(customerId, contractId);
        const time = parsed.success ? readTime(parsed.data, terms.calendar, cut) : null;
        const contract = own(policy.contracts, contractId);
        const isForeign = contract !== undefined && customerId !== null && customerId !== contract.customerId;
        if (!parsed.success || time === null || isForeign) {
          invalid('TIME_ENTRY_INVALID');
          continue;
        }
        const entry = parsed.data;
        if (ids.has(entry.id)) {
          invalid('DUPLICATE_ENTRY');
          continue;
        }
        ids.add(entry.id);
        warnings.push(...time.warnings);
        if (customerId === null) {
          const seconds = time.workedSeconds;
          blocked.push({ index, entryId, customerId, reason: 'no-customer', seconds, errorCode: null });
        } else {
          works.push({ index, entry, customerId, time, terms });
        }
      }

      works.sort(byStartThenId);
      const excluded: ReferenceExcluded[] = [];
      const priced: PricedWork[] = [];
      for (const work of works) {
        const { index, entry, customerId, time } = work;
        const common = { index, entryId: entry.id, customerId, seconds: time.workedSeconds };
        const decision = decide(work, policy);
        if (typeof decision !== 'string') priced.push({ work, price: decision });
        else if (isExclusion(decision)) excluded.push({ ...common, reason: decision });
        else {
          const errorCode = decision === 'rate-ambiguous' ? 'RATE_AMBIGUOUS' : null;
          blocked.push({ ...common, reason: decision, errorCode });
        }
      }
      return {
        entryCount: entries.length,
        charges: chargesOf(priced),
        blocked: blocked.toSorted((a, b) => a.index - b.index),
        excluded: excluded.toSorted((a, b) => a.index - b.index),
        warnings,
        cost: policy.costBook == null ? null : costOf(works, policy.costBook, policy),
      };
    },
  };
}

type Decision =
  | PricedWork['price']
  | ReferenceExcluded['reason']
  | Exclude<ReferenceBlocked['reason'], 'invalid' | 'no-customer'>;

/** What becomes of an entry: a price, or why it has none. The checks have an order. */
function decide(work: Work, policy: RatingPolicy): Decision {
  const { entry, time, terms } = work;
  if (time.workedSeconds === 0) return 'no-time';
  if (entry.billable === false) return 'non-billable';
  if (terms.requireApproval && (entry.approval ?? 'approved') !== 'approved') return 'not-approved';
  const price = priceOf(work, policy);
  return price === 'unbilled' ? 'non-billable-rate' : price;
}

function isExclusion(decision: Decision): decision is ReferenceExcluded['reason'] {
  return decision === 'no-time' || decision === 'non-billable' || decision === 'non-billable-rate';
}

function chargesOf(priced: readonly PricedWork[]): ReferenceResult['charges'] {
  const timed = billQuantities(priced.filter(({ price }) => price.basis.basis !== 'piece'));
  const pieces = priced.filter(({ price }) => price.basis.basis === 'piece').map(billedAsWorked);
  return priceCharges([...timed, ...pieces].toSorted((a, b) => byStartThenId(a.work, b.work)));
}

/** R44: the cost book prices the worked time of every entry, billable or not. */
function costOf(works: readonly Work[], book: RateCard, policy: RatingPolicy): ReferenceCost {
  const priced: PricedWork[] = [];
  const missing: ReferenceCost['missing'][number][] = [];
  for (const work of works) {
    const { entry, time } = work;
    if (time.workedSeconds === 0) continue;
    const price = priceFromCards(work, [book], policy);
    if (typeof price === 'string') {
      // What is not billable is not free: the book says nothing of its cost.
      const reason = price === 'unbilled' ? 'non-billable-rate' : price;
      missing.push({ entryId: entry.id, reason, seconds: time.workedSeconds });
    } else priced.push({ work, price });
  }
  return {
    charges: priceCharges(priced.map(billedAsWorked)),
    missing,
  };
}

/** R8. */
function byStartThenId(a: Work, b: Work): number {
  return a.time.start - b.time.start || (a.entry.id < b.entry.id ? -1 : 1);
}

/** R11: the customer of the entry, else that of its work item's requester. */
function partiesOf(given: unknown): { readonly entryId: string | null; readonly customerId: string | null } {
  const entry = (typeof given === 'object' && given !== null ? given : {}) as Partial<TimeEntry>;
  return {
    entryId: idOrNull(entry.id),
    customerId: idOrNull(entry.customerId) ?? idOrNull(entry.workItem?.requesterCustomerId),
  };
}

function idOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
