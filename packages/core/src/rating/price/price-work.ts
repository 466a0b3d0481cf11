import type { MeasuredWork, MeasureTask } from '../measure/measure-work.ts';
import type { PriceTable } from '../select/price-table.ts';
import type { PricedSelection } from '../select/selection.ts';
import { basisCode } from '../select/selection-book.ts';
import { ChargeColumns } from './charge-columns.ts';
import { PieceCounter } from './piece-counter.ts';
import { ScheduleCounter } from './schedule-counter.ts';

/** What is priced: the measured work of a book, by that book's prices. */
export interface PriceTask extends MeasureTask {
  readonly prices: PriceTable;
}

/** What is charged, and what only traces ask for. */
export interface ChargedWork extends Pick<MeasuredWork, 'groups'> {
  readonly charges: ChargeColumns;
  /** Seconds of the period before a charge of a schedule, by index of the charge. */
  readonly before: ReadonlyMap<number, number>;
  /** The entry that carries the price, by position of an entry that came later. */
  readonly carriers: ReadonlyMap<number, number>;
}

/** Prices measured work (R40–R45). Charges come in the order of work, like the parts. */
export function priceWork({ parts, groups }: MeasuredWork, task: PriceTask): ChargedWork {
  const { work, policy, prices, selectionOf } = task;
  const { priced, basisCodes } = policy.book;
  const charges = new ChargeColumns(parts.count + 4);
  const pieces = new PieceCounter(work);
  const schedules = new ScheduleCounter(work);
  const before = new Map<number, number>();
  if (policy.book.hasSchedules) announceAll(schedules, parts, (index) => priced[selectionOf[index]!]!);

  function priceScheduled(part: number, selection: PricedSelection): void {
    const { basis } = selection;
    if (basis.basis !== 'schedule') return;
    const index = parts.entry[part]!;
    const band = parts.band[part]!;
    const runs = schedules.cut(index, selection, basis.runs, parts.worked[part]!, parts.billed[part]!);
    for (const run of runs) {
      const price = prices.run(selection, band, run.rate, run.step);
      before.set(charges.push(index, band, run.worked, run.seconds, price, 0), run.before);
    }
  }

  function pricePiece(part: number, selection: number): void {
    const { basis, ruleId } = priced[selection]!;
    if (basis.basis !== 'piece') return;
    const index = parts.entry[part]!;
    const count = pieces.count(index, basis, ruleId);
    charges.push(
      index,
      parts.band[part]!,
      parts.worked[part]!,
      parts.billed[part]!,
      prices.piece(selection),
      count,
    );
  }

  for (let part = 0; part < parts.count; part += 1) {
    const index = parts.entry[part]!;
    const selection = selectionOf[index]!;
    const code = basisCodes[selection];
    if (code === basisCode.hourly) {
      const band = parts.band[part]!;
      charges.push(index, band, parts.worked[part]!, parts.billed[part]!, prices.hourly(selection, band), 0);
    } else if (code === basisCode.piece) pricePiece(part, selection);
    else priceScheduled(part, priced[selection]!);
  }
  return { charges, groups, before, carriers: pieces.carriers };
}

/** Tells the counter the hours of the whole period: some prices depend on their total. */
function announceAll(
  schedules: ScheduleCounter,
  parts: MeasuredWork['parts'],
  selectionAt: (index: number) => PricedSelection,
): void {
  for (let part = 0; part < parts.count; part += 1) {
    const index = parts.entry[part]!;
    const selection = selectionAt(index);
    if (selection.basis.basis === 'schedule') schedules.announce(index, selection, parts.billed[part]!);
  }
}
