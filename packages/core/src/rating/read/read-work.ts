import { type AnyBillingError, BillingError } from '../../errors/billing-error.ts';
import type { InputIssue } from '../../errors/input-issue.ts';
import { toIssues } from '../../errors/parse-input.ts';
import { inPlainWords } from '../../errors/plain-words.ts';
import { civilDateOf } from '../../time/civil-date.ts';
import { isPlainTimeEntry } from '../../work/plain-time-entry.ts';
import { type TimeEntry, timeEntrySchema } from '../../work/time-entry.ts';
import type { CompiledPolicy } from '../select/compile-policy.ts';
import { DuplicateFinder } from './duplicate-finder.ts';
import { EntryTiming, type OddWallClock } from './entry-timing.ts';
import { orderOfWork } from './order-of-work.ts';
import type { Terms } from '../select/terms.ts';
import { customerOf, type WorkTable, workStatus } from './work-table.ts';

/** What `rate` was asked to do beside pricing the entries. */
export interface ReadOptions {
  readonly contractId: string | null;
  /** Whether a broken entry stops the call, or becomes blocked work. */
  readonly faults: 'throw' | 'block';
}

/** Checks and reads entries in one pass: shape, time, customer, terms and the price that fits, as columns. */
export function readWork(
  entries: readonly TimeEntry[],
  policy: CompiledPolicy,
  options: ReadOptions,
): WorkTable {
  // A list of its own: whoever sorts or empties theirs afterwards must not move charges to other entries.
  const list = [...entries];
  const reader = new WorkReader(list, policy, options);
  for (let index = 0; index < list.length; index += 1) reader.read(index);
  return reader.finish();
}

class WorkReader {
  readonly #entries: readonly TimeEntry[];
  readonly #policy: CompiledPolicy;
  readonly #options: ReadOptions;
  readonly #contract: { readonly customerId: string; readonly terms: number } | null;
  readonly #timing = new EntryTiming();
  readonly #duplicates: DuplicateFinder;
  readonly #faults = new Map<number, AnyBillingError>();
  readonly #odd = new Map<number, readonly OddWallClock[]>();
  readonly #status: Uint8Array;
  readonly #start: Float64Array;
  readonly #elapsed: Int32Array;
  readonly #worked: Int32Array;
  readonly #day: Int32Array;
  readonly #isPlain: Uint8Array;
  readonly #terms: Int32Array;
  readonly #selection: Int32Array;
  readonly #costSelection: Int32Array;

  constructor(entries: readonly TimeEntry[], policy: CompiledPolicy, options: ReadOptions) {
    const count = entries.length;
    this.#entries = entries;
    this.#policy = policy;
    this.#options = options;
    this.#contract = options.contractId === null ? null : policy.contract(options.contractId);
    this.#duplicates = new DuplicateFinder(count, (position) => entries[position]!.id);
    this.#status = new Uint8Array(count);
    this.#start = new Float64Array(count);
    this.#elapsed = new Int32Array(count);
    this.#worked = new Int32Array(count);
    this.#day = new Int32Array(count);
    this.#isPlain = new Uint8Array(count);
    this.#terms = new Int32Array(count);
    this.#selection = new Int32Array(count).fill(-1);
    this.#costSelection = new Int32Array(policy.hasCostBook ? count : 0).fill(-1);
  }

  read(index: number): void {
    const entry = this.#entries[index]!;
    if (!isPlainTimeEntry(entry) && !this.#passesSchema(index, entry)) return;
    const customer = customerOf(entry);
    const contract = this.#contract;
    const termsIndex = contract !== null ? contract.terms : this.#policy.termsOf(customer);
    const terms = this.#policy.terms[termsIndex]!;
    const timing = this.#timing;
    if (!timing.read(entry, terms)) {
      this.#refuse(index, timing.issues());
      return;
    }
    if (entry.timeBand != null && !terms.bandIndex.has(entry.timeBand)) {
      const known = [...terms.bandIndex.keys()].join(', ');
      this.#refuse(index, [{ path: ['timeBand'], message: `is none of the calendar's bands: ${known}` }]);
      return;
    }
    if (contract !== null && customer !== null && customer !== contract.customerId) {
      this.#refuse(index, [
        { path: ['customerId'], message: `is not the contract's customer "${contract.customerId}"` },
      ]);
      return;
    }
    // Asked last: an entry that is refused is not billed, so another one may have its id.
    if (this.#isDuplicate(index, entry.id)) return;
    this.#terms[index] = termsIndex;
    this.#start[index] = timing.start;
    this.#elapsed[index] = timing.elapsed;
    this.#worked[index] = timing.worked;
    this.#day[index] = timing.day;
    this.#isPlain[index] = entry.start == null || entry.timeBand != null ? 0 : 1;
    if (timing.odd.length > 0) this.#odd.set(index, timing.odd);
    this.#status[index] = this.#select(index, entry, customer, terms);
  }

  /** The first thing that stands in the way of a charge, and the selection where nothing does. */
  #select(index: number, entry: TimeEntry, customer: string | null, terms: Terms): number {
    if (customer === null) return workStatus.noCustomer;
    if (this.#worked[index] === 0) return workStatus.noTime;
    const day = this.#day[index]!;
    if (terms.costSelections !== null)
      this.#costSelection[index] = terms.costSelections.find(entry, customer, day);
    if (entry.billable === false) return workStatus.nonBillable;
    if (terms.requireApproval && entry.approval != null && entry.approval !== 'approved')
      return workStatus.notApproved;
    const selected =
      entry.rate == null
        ? terms.selections.find(entry, customer, day)
        : this.#policy.book.selectOverride(terms, entry.serviceTypeId, civilDateOf(day), entry.rate);
    this.#selection[index] = selected;
    const status = this.#policy.book.statuses[selected]!;
    if (status === workStatus.rateAmbiguous) return this.#refuseAmbiguous(index, entry, selected);
    return entry.workItem == null && this.#policy.book.needsWorkItem(selected)
      ? workStatus.noWorkItem
      : status;
  }

  #refuseAmbiguous(index: number, entry: TimeEntry, selected: number): number {
    const selection = this.#policy.book.selections[selected];
    if (selection?.status !== 'rate-ambiguous') return workStatus.rateAmbiguous;
    const { rateCardId, ruleIds } = selection;
    this.#fail(index, new BillingError('RATE_AMBIGUOUS', { entryId: entry.id, rateCardId, ruleIds }));
    return workStatus.rateAmbiguous;
  }

  /** Entries with rare fields, and broken ones: the schema has the last word and says what is wrong. */
  #passesSchema(index: number, entry: unknown): boolean {
    const parsed = timeEntrySchema.safeParse(entry, inPlainWords);
    if (!parsed.success) this.#refuse(index, toIssues(parsed.error));
    return parsed.success;
  }

  #isDuplicate(index: number, id: string): boolean {
    const first = this.#duplicates.earlier(id, index);
    if (first === -1) return false;
    this.#status[index] = workStatus.invalid;
    this.#fail(index, new BillingError('DUPLICATE_ENTRY', { id, first, second: index }));
    return true;
  }

  #refuse(index: number, issues: readonly InputIssue[]): void {
    this.#status[index] = workStatus.invalid;
    const located = issues.map(({ path, message }) => ({ path: [index, ...path], message }));
    this.#fail(index, new BillingError('TIME_ENTRY_INVALID', { issues: located }));
  }

  #fail(index: number, error: AnyBillingError): void {
    if (this.#options.faults === 'throw') throw error;
    this.#faults.set(index, error);
  }

  finish(): WorkTable {
    const entries = this.#entries;
    const idAt = (index: number): string => String(entries[index]?.id);
    return {
      entries,
      count: entries.length,
      status: this.#status,
      start: this.#start,
      elapsed: this.#elapsed,
      worked: this.#worked,
      day: this.#day,
      isPlain: this.#isPlain,
      terms: this.#terms,
      selection: this.#selection,
      costSelection: this.#costSelection,
      order: orderOfWork(this.#start, entries.length, idAt),
      faults: this.#faults,
      oddWallClocks: this.#odd,
    };
  }
}
