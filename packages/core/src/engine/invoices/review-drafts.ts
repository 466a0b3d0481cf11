import { BillingError } from '../../errors/billing-error.ts';
import { deepFreeze } from '../../errors/deep-freeze.ts';
import type { Invoice } from '../../invoice/invoice.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import { asJson } from '../as-json.ts';
import { canonicalJson } from '../canonical-json.ts';
import { invoiceRecords } from '../records/billing.ts';
import type { TenantScope } from '../tenant-scope.ts';

/** What plugins said of a draft. */
export interface Review {
  /** What they looked at: a draft that has changed since needs another look. */
  readonly of: string;
  /** Who holds it back, and why; `null` when nobody does. */
  readonly held: { readonly plugin: string; readonly reason: string } | null;
}

/** By the id of the draft. */
export type Reviews = ReadonlyMap<string, Review>;

/** Asks the plugins about drafts, before and outside of the transaction that issues them. */
export async function reviewDrafts(
  scope: TenantScope,
  ids: readonly string[],
  signal?: CancelSignal,
): Promise<Reviews> {
  const reviewers = scope.context.plugins.filter((plugin) => plugin.review !== undefined);
  const reviews = new Map<string, Review>();
  if (reviewers.length === 0) return reviews;
  for (const id of ids) {
    const draft = await scope.read((unit) => unit.find(invoiceRecords, id), signal);
    if (draft === null) continue;
    deepFreeze(draft);
    let held: Review['held'] = null;
    for (const plugin of reviewers) {
      const answer = await plugin.review?.(draft, { signal });
      if (answer?.status === 'accepted') continue;
      const reason = answer?.status === 'held' ? answer.reason : 'its answer is none';
      held = { plugin: plugin.id, reason };
      break;
    }
    reviews.set(id, { of: lookOf(draft), held });
  }
  return reviews;
}

/**
 * Refuses a draft that somebody holds back, or that was changed while it was looked at.
 *
 * @throws BillingError `INVOICE_HELD`
 */
export function requireReviewed(draft: Invoice, reviews: Reviews): void {
  const review = reviews.get(draft.id);
  if (review === undefined) return;
  const { id: invoiceId } = draft;
  if (review.held !== null) throw new BillingError('INVOICE_HELD', { invoiceId, ...review.held });
  if (review.of === lookOf(draft)) return;
  throw new BillingError('INVOICE_HELD', {
    invoiceId,
    plugin: 'billwright',
    reason: 'it was changed while it was reviewed: issue it again',
  });
}

const lookOf = ({ content, settlement }: Invoice): string => canonicalJson(asJson({ content, settlement }));
