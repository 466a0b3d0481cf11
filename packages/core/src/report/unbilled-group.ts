import { compareText } from '../invoice/compare-text.ts';
import type { Money } from '../money/money.ts';
import type { Charge } from '../rating/charge.ts';
import type { BlockedWork } from '../rating/outcome.ts';
import type { CivilDate } from '../time/civil-date.ts';
import { idOfGroup } from './report-group.ts';

/** What is not billed yet of one customer and contract. */
export interface UnbilledGroup {
  /** `null` for work whose customer nobody knows, or that can't be read. */
  readonly customerId: string | null;
  /** `null` for work that was rated without a contract. */
  readonly contractId: string | null;
  /** How many time entries have charges. */
  readonly entries: number;
  readonly workedSeconds: number;
  readonly billedSeconds: number;
  /** Billed seconds that allowances and pools pay for. They are worth nothing more. */
  readonly coveredSeconds: number;
  /** What it is worth without tax, one amount for each currency. */
  readonly value: readonly Money[];
  /** The oldest day of what has a value; `null` where nothing has one. */
  readonly oldest: CivilDate | null;
  /** What has no value until somebody decides, and why. By entry and reason. */
  readonly blocked: readonly BlockedWork[];
}

/** A group that is still being filled. */
export class OpenGroup {
  readonly name: string;
  readonly #entryIds = new Set<string>();
  #workedSeconds = 0;
  #billedSeconds = 0;
  oldest: CivilDate | null = null;
  coveredSeconds = 0;
  readonly blocked: BlockedWork[] = [];

  constructor(name: string) {
    this.name = name;
  }

  addCharge(charge: Charge): void {
    this.#entryIds.add(charge.entryId);
    this.#workedSeconds += charge.measuredSeconds;
    this.#billedSeconds += charge.billedSeconds;
    this.addDate(charge.date);
  }

  blockOnce(work: BlockedWork): void {
    const { index, entryId, reason } = work;
    const isKnown = (one: BlockedWork): boolean =>
      entryId !== null && one.entryId === entryId && one.index === index && one.reason === reason;
    if (!this.blocked.some(isKnown)) this.blocked.push(work);
  }

  addDate(date: CivilDate): void {
    this.oldest = earliest(this.oldest, date);
  }

  tell(value: readonly Money[]): UnbilledGroup {
    const [customer = '', contract = ''] = this.name.split('\0');
    return {
      customerId: idOfGroup(customer),
      contractId: idOfGroup(contract),
      entries: this.#entryIds.size,
      workedSeconds: this.#workedSeconds,
      billedSeconds: this.#billedSeconds,
      coveredSeconds: this.coveredSeconds,
      value,
      oldest: this.oldest,
      blocked: this.blocked.toSorted(
        (one, other) =>
          compareText(one.entryId ?? '', other.entryId ?? '') || compareText(one.reason, other.reason),
      ),
    };
  }
}

/** The earlier of two dates, where there are two. */
export function earliest(one: CivilDate | null, other: CivilDate | null): CivilDate | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}
