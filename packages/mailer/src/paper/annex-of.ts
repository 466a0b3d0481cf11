import {
  type ExplainedPiece,
  instantFromWallClock,
  type Invoice,
  type TimeEntry,
  type ZoneId,
} from '@billwright/core';
import type { Annex, AnnexWork } from './annex.ts';

/** What an annex is made from. */
export interface AnnexSources {
  /** The time entries of the invoice's lines, in any order; others are passed over. */
  readonly entries: readonly TimeEntry[];
  /** The zone in which times of day are shown. */
  readonly zone: ZoneId;
  /** What `explainBill` of `@billwright/core` says of the bill. Default: lines are not explained. */
  readonly pieces?: readonly ExplainedPiece[] | undefined;
  /** What an agent is called on paper, or `null`. Default: agents are not named. */
  readonly agentName?: ((agentId: string) => string | null) | undefined;
}

/**
 * The annex of an invoice: its lines with their time entries by date, and how their amounts came about. Entries that are
 * missing are left out; lines without entries and explanation, too. An entry behind several lines, for example one that began
 * in business hours and ended after them, is shown whole with each, and marked.
 *
 * @throws BillingError `INSTANT_INVALID` for a timestamp that is none.
 *
 * @example
 * ```ts
 * import { compileRater, defineCalendar, defineRateCard, linePolicy, manualInvoice, priceLines } from '@billwright/core';
 * import { annexOf } from '@billwright/mailer';
 *
 * const rater = compileRater({
 *   calendar: defineCalendar({ zone: 'Europe/Berlin', business: [] }),
 *   rateCard: defineRateCard({
 *     id: 'standard', currency: 'EUR', rules: [{ id: 'all', price: { kind: 'hourly', rate: '90.00' } }],
 *   }),
 * });
 * const entries = [{
 *   id: 'te_1', customerId: 'acme', agentId: 'ana', serviceTypeId: 'support', note: 'Printer set up',
 *   start: '2026-03-02T08:00:00Z', end: '2026-03-02T08:45:00Z',
 * }];
 * const invoice = manualInvoice({
 *   id: 'inv_1', customerId: 'acme', currency: 'EUR', terms: { days: 14 }, seller: { name: 'Desk' },
 *   buyer: { name: 'Acme' }, lines: priceLines(rater.rate(entries), linePolicy()),
 * });
 * const annex = annexOf(invoice, { entries, zone: 'Europe/Berlin' });
 * for (const { works } of annex) for (const { time, text } of works) console.log(time, text);
 * // => 09:00 – 09:45 Printer set up
 * ```
 */
export function annexOf({ content }: Invoice, sources: AnnexSources): Annex {
  const { entries, zone, pieces = [], agentName = () => null } = sources;
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const explanations = new Map(
    pieces.filter(({ piece }) => piece === 'line').map(({ id, sentences }) => [id, sentences.join(' ')]),
  );
  const clock = clockOf(zone);
  const linesOf = new Map<string, number>();
  for (const id of content.lines.flatMap(({ entryIds }) => Array.from(new Set(entryIds))))
    linesOf.set(id, (linesOf.get(id) ?? 0) + 1);
  return content.lines.flatMap(({ key, entryIds }) => {
    const works = entryIds
      .flatMap((id) => byId.get(id) ?? [])
      .map((entry) => ({
        ...workOf(entry, clock, agentName),
        ...((linesOf.get(entry.id) ?? 0) > 1 ? { isShared: true } : {}),
      }))
      .toSorted((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1));
    const explanation = explanations.get(key) ?? null;
    return works.length === 0 && explanation === null ? [] : [{ key, explanation, works }];
  });
}

const sortKey = ({ date, time }: AnnexWork): string => `${date} ${time ?? ''}`;

function workOf(entry: TimeEntry, clock: Clock, agentName: (agentId: string) => string | null): AnnexWork {
  const said = {
    text: entry.note ?? entry.workItem?.id ?? entry.serviceTypeId,
    agent: agentName(entry.agentId),
  };
  if (entry.start == null)
    return { ...said, date: entry.date, time: null, seconds: Math.round(entry.minutes * 60) };
  const [start, end] = [clock(entry.start), clock(entry.end)];
  const breaks = Math.round((entry.breakMinutes ?? 0) * 60);
  return {
    ...said,
    date: start.date,
    time: `${start.time} – ${end.time}`,
    seconds: Math.round((end.at - start.at) / 1000) - breaks,
  };
}

/** Day and time of day of a timestamp, and when it was. */
type Clock = (timestamp: string) => { readonly date: string; readonly time: string; readonly at: number };

function clockOf(zone: ZoneId): Clock {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return (timestamp) => {
    // Without an offset, it is what a clock on a wall of the zone said.
    const isWallClock = !/(?:Z|[+-]\d{2}:?\d{2})$/i.test(timestamp);
    const at = Date.parse(isWallClock ? instantFromWallClock(timestamp, zone).instant : timestamp);
    const [date = '', time = ''] = parts.format(at).split(' ');
    return { date, time, at };
  };
}
