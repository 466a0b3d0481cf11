import { inputError } from '../errors/parse-input.ts';
import type { Charge } from '../rating/charge.ts';
import type { MeasuredPart, UnpricedWork, WorkInSteps } from '../rating/rate-in-steps.ts';
import type { TraceStep } from '../rating/trace-step.ts';
import { type BilledPart, isBilledWhole, type RestOfEntry, restOfEntry } from './billed-part.ts';
import { partOfCharge } from './cover/part-of-charge.ts';

/** What is left of the entries of which earlier bills have taken parts, by entry. */
export type RestsOfEntries = ReadonlyMap<string, RestOfEntry>;

/**
 * What is left of entries, of those that are handed in again.
 *
 * @throws BillingError `BILL_INVALID` when parts do not hold together, or nothing is left of an entry.
 */
export function restsOf(
  billedParts: readonly BilledPart[],
  work: readonly { readonly id: string }[],
): RestsOfEntries {
  const rests = new Map<string, RestOfEntry>();
  if (billedParts.length === 0) return rests;
  const byEntry = new Map<string, BilledPart[]>();
  for (const part of billedParts) {
    const own = byEntry.get(part.entryId);
    if (own === undefined) byEntry.set(part.entryId, [part]);
    else own.push(part);
  }
  for (const [index, entry] of work.entries()) {
    // What is no entry at all is told as that, by who reads it.
    const own = byEntry.get(Object(entry).id);
    if (own === undefined) continue;
    const rest = restOfEntry(own);
    if (isBilledWhole(rest)) throw billedBefore(index, entry.id);
    rests.set(entry.id, rest);
  }
  return rests;
}

/** Work of which parts were billed before, as if only the rest had been done. */
export function resumeWork(work: WorkInSteps, rests: RestsOfEntries): WorkInSteps {
  if (rests.size === 0) return work;
  const entries = [...work.entries];
  const idAt = new Map(entries.map(({ position, entry }) => [position, entry.id]));
  const restAt = (position: number): RestOfEntry | undefined => rests.get(idAt.get(position) ?? '');
  return {
    entries: entries.map((one) => withRest(one, rests.get(one.entry.id))),
    blocked: work.blocked.map((one) => withRest(one, restAt(one.index))),
    excluded: work.excluded.map((one) => withRest(one, restAt(one.index))),
    warnings: work.warnings,
    measure: (takesPart) => resumeParts(work.measure(takesPart), restAt, (id) => rests.get(id)),
  };
}

const withRest = <One extends { readonly seconds: number }>(one: One, rest: RestOfEntry | undefined): One =>
  rest === undefined ? one : { ...one, seconds: secondsOf(rest) };

const secondsOf = ({ parts }: RestOfEntry): number =>
  parts.reduce((sum, { measuredSeconds }) => sum + measuredSeconds, 0);

function resumeParts(
  unpriced: UnpricedWork,
  restAt: (position: number) => RestOfEntry | undefined,
  restOf: (entryId: string) => RestOfEntry | undefined,
): UnpricedWork {
  requireBands(unpriced.parts, restAt);
  return {
    parts: unpriced.parts.flatMap((part) => {
      const rest = restAt(part.position);
      if (rest === undefined) return [part];
      const left = rest.parts.find(({ band }) => band === part.band);
      if (left !== undefined) return [{ ...part, ...left }];
      // What is left of a price per piece may have no time any more.
      return rest.piece === null ? [] : [{ ...part, measuredSeconds: 0, billedSeconds: 0 }];
    }),
    price: (parts) => unpriced.price(parts).map((charge) => restOfCharge(charge, restOf(charge.entryId))),
  };
}

/** The calendar may have changed since: what is left in a band that the entry no longer has would be lost. */
function requireBands(
  parts: readonly MeasuredPart[],
  restAt: (position: number) => RestOfEntry | undefined,
): void {
  const bandsAt = new Map<number, Set<string>>();
  for (const { position, band } of parts) {
    const own = bandsAt.get(position);
    if (own === undefined) bandsAt.set(position, new Set([band]));
    else own.add(band);
  }
  for (const [position, bands] of bandsAt) {
    for (const { band } of restAt(position)?.parts ?? []) {
      if (bands.has(band)) continue;
      const message = `has a rest in the band "${band}", in which the entry has no time any more: put the calendar back, or void the bill that took the other part`;
      throw inputError('BILL_INVALID', [{ path: ['work', position], message }]);
    }
  }
}

/** A charge of the rest, at what is left of a price per piece. */
function restOfCharge(charge: Charge, rest: RestOfEntry | undefined): Charge {
  if (rest === undefined) return charge;
  const secondsIn = (parts: RestOfEntry['parts']): number =>
    parts.find(({ band }) => band === charge.band)?.billedSeconds ?? 0;
  const seconds = secondsIn(rest.whole) - secondsIn(rest.parts);
  const why: readonly TraceStep[] = seconds === 0 ? [] : [{ code: 'billed-before', seconds }];
  const isPiece = rest.piece !== null && charge.unit === 'piece' && charge.pieces > 0;
  if (!isPiece && why.length === 0) return charge;
  return partOfCharge(charge, isPiece ? { unitPrice: rest.piece.left } : {}, why);
}

function billedBefore(index: number, entryId: string): Error {
  const message = `"${entryId}" was billed before, all of it: leave it out`;
  return inputError('BILL_INVALID', [{ path: ['work', index], message }]);
}
