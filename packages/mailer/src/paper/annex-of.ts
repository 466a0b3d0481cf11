import {
  type Bill,
  explainBill,
  type Invoice,
  type InvoiceLine,
  lineKeyOnInvoice,
  type LineWork,
  type TimeEntry,
  workOfLines,
  type ZoneId,
} from '@billwright/core';
import type { Annex } from './annex.ts';
import { type AnnexWork, describeWork, type DescribeWork } from './annex-work.ts';

/** What an annex is made from. */
export interface AnnexSources {
  /** The time entries of the invoice's lines, in any order; others are passed over. */
  readonly entries: readonly TimeEntry[];
  /** The zone in which times of day are shown. */
  readonly zone: ZoneId;
  /**
   * The bills that the invoice was made of, for example by `desk.invoices.bills`: they say how much of each entry is billed
   * on a line, what it costs there, and how the line's amount came about. Default: that is not told.
   */
  readonly bills?: readonly Bill[] | undefined;
  /** What an agent is called on paper, or `null`. Default: agents are not named. */
  readonly agentName?: ((agentId: string) => string | null) | undefined;
}

/**
 * The annex of an invoice: its lines with their time entries by date, and how their amounts came about, in the language of
 * the invoice. Lines without entries and explanation are left out.
 *
 * With the bills, an entry stands behind each of its lines by its part, for example when it began in business hours and ended
 * after them; the amounts of a line's work sum to the amount of the line, before discounts. An entry that is missing is shown
 * by what the bill knows of it. Without the bills, an entry is shown whole with each of its lines, and marked.
 *
 * @throws BillingError `INSTANT_INVALID` for a timestamp that is none, `EXPLANATION_INVALID` for bills that are none.
 *
 * @example
 * ```ts
 * import {
 *   billPeriod, defineCalendar, defineContract, defineRateCard, draftInvoice, periodsDue,
 * } from '@billwright/core';
 * import { annexOf } from '@billwright/mailer';
 *
 * const contract = defineContract({
 *   id: 'c_1', customerId: 'acme', currency: 'EUR', zone: 'Europe/Berlin', state: 'active', start: '2026-03-01',
 *   cycle: { frequency: 'monthly' },
 * });
 * const [contractPeriod] = periodsDue(contract, '2026-03-31');
 * const rating = {
 *   calendar: defineCalendar({ zone: 'Europe/Berlin', business: [] }),
 *   rateCard: defineRateCard({
 *     id: 'standard', currency: 'EUR', rules: [{ id: 'all', price: { kind: 'hourly', rate: '90.00' } }],
 *   }),
 * };
 * const work = [{
 *   id: 'te_1', customerId: 'acme', agentId: 'ana', serviceTypeId: 'support', note: 'Printer set up',
 *   start: '2026-03-02T08:00:00Z', end: '2026-03-02T08:45:00Z',
 * }];
 * if (contractPeriod !== undefined) {
 *   const bill = billPeriod({ contract, contractPeriod, work, at: '2026-04-01T06:00:00.000Z' }, { rating });
 *   const invoice = draftInvoice({
 *     id: 'inv_1', bills: [bill], seller: { name: 'Desk' }, buyer: { name: 'Acme' }, terms: { days: 14 },
 *   });
 *   const annex = annexOf(invoice, { entries: work, zone: 'Europe/Berlin', bills: [bill] });
 *   for (const { explanation, works } of annex) {
 *     for (const { time, text, share } of works) console.log(time, text, share?.amount.amount);
 *     console.log(explanation);
 *   }
 * }
 * // => 09:00 – 09:45 Printer set up 67.50
 * // => 1 entry, 45 min: 0.75 h × EUR 90.00 = EUR 67.50.
 * ```
 */
export function annexOf({ content }: Invoice, sources: AnnexSources): Annex {
  const { entries, zone, bills = [], agentName = () => null } = sources;
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const billed = billedOf(content, bills);
  const counts = linesOfEntries(content.lines);
  const describe = describeWork(zone, agentName);
  const wholeOf = (id: string): readonly AnnexWork[] => {
    const entry = byId.get(id);
    if (entry === undefined) return [];
    return [{ ...describe(entry), ...((counts.get(id) ?? 0) > 1 ? { isShared: true } : {}) }];
  };
  return content.lines.flatMap(({ key, entryIds }) => {
    const shares = billed.shares.get(key);
    const works = (
      shares === undefined
        ? entryIds.flatMap(wholeOf)
        : shares.map((share) => partOf(share, byId.get(share.entryId), billed.seconds, describe))
    ).toSorted((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1));
    const explanation = billed.explanations.get(key) ?? null;
    return works.length === 0 && explanation === null ? [] : [{ key, explanation, works }];
  });
}

/** What bills say of the lines of an invoice, by their keys there. */
interface Billed {
  readonly shares: ReadonlyMap<string, readonly LineWork[]>;
  readonly explanations: ReadonlyMap<string, string>;
  /** How long each entry was worked for all lines, by its id. */
  readonly seconds: ReadonlyMap<string, number>;
}

function billedOf({ bills: periods, language }: Invoice['content'], bills: readonly Bill[]): Billed {
  const shares = new Map<string, readonly LineWork[]>();
  const explanations = new Map<string, string>();
  const seconds = new Map<string, number>();
  for (const bill of bills) {
    const keyOf = (key: string): string => lineKeyOnInvoice(bill, key, Math.max(1, periods.length));
    for (const [key, works] of workOfLines(bill)) {
      shares.set(keyOf(key), works);
      for (const { entryId, measuredSeconds } of works)
        seconds.set(entryId, (seconds.get(entryId) ?? 0) + measuredSeconds);
    }
    for (const { piece, id, sentences } of explainBill(bill, { locale: language }))
      if (piece === 'line') explanations.set(keyOf(id), sentences.join(' '));
  }
  return { shares, explanations, seconds };
}

/** Behind how many lines each entry stands. */
function linesOfEntries(lines: readonly InvoiceLine[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const id of lines.flatMap(({ entryIds }) => Array.from(new Set(entryIds))))
    counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** What of an entry stands behind a line. */
function partOf(
  { entryId, agentId, serviceTypeId, workItem, date, measuredSeconds, billedSeconds, amount }: LineWork,
  entry: TimeEntry | undefined,
  seconds: ReadonlyMap<string, number>,
  describe: DescribeWork,
): AnnexWork {
  const minutes = (seconds.get(entryId) ?? measuredSeconds) / 60;
  const known = describe(
    entry ?? { id: entryId, customerId: null, agentId, serviceTypeId, workItem, date, minutes },
  );
  // Parts of a second are nobody's.
  const isPart = known.seconds - measuredSeconds > 1;
  return {
    ...known,
    seconds: measuredSeconds,
    share: { billedSeconds, amount },
    ...(isPart ? { wholeSeconds: known.seconds } : {}),
  };
}

const sortKey = ({ date, time }: AnnexWork): string => `${date} ${time ?? ''}`;
