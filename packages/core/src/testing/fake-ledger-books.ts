import type { LedgerChanges, LedgerDelivery, LedgerDocument, LedgerPayment } from '../ports/accounting.ts';
import type { Clock } from '../ports/clock.ts';
import type { Money } from '../money/money.ts';
import { secondsAfter } from '../time/seconds-after.ts';

/** A document in a fake ledger. */
export interface FakeLedgerDocument {
  readonly externalId: string;
  /** The key under which it came, or was brought up to date last. */
  readonly key: string;
  readonly invoiceId: string;
  readonly number: string | null;
  readonly total: Money;
  readonly revision: number;
  readonly isVoid: boolean;
  /** The ledger's id of the invoice that it corrects. */
  readonly creditsExternalId: string | null;
  /** To whom it was mailed, once for each time. */
  readonly mailedTo: readonly (readonly string[])[];
}

/** What a fake ledger keeps. */
export class FakeLedgerBooks {
  readonly #clock: Clock;
  readonly #keepsKeysForSeconds: number;
  readonly #documents = new Map<string, FakeLedgerDocument>();
  readonly #answers = new Map<string, { readonly externalId: string; readonly until: string | null }>();
  readonly #payments: LedgerPayment[] = [];

  constructor(clock: Clock, keepsKeysForSeconds: number) {
    this.#clock = clock;
    this.#keepsKeysForSeconds = keepsKeysForSeconds;
  }

  documents(): readonly FakeLedgerDocument[] {
    return [...this.#documents.values()];
  }

  /** Keeps a document or changes its copy; the id, or `null` when there is no such copy. */
  keep(document: LedgerDocument): string | null {
    return this.#once(`export ${document.key}`, () => {
      const { externalId: known, key, invoice, creditsExternalId } = document;
      const before = known === null ? undefined : this.#documents.get(known);
      if (known !== null && before === undefined) return null;
      const externalId = known ?? `doc_${this.#documents.size + 1}`;
      this.#documents.set(externalId, {
        externalId,
        key,
        invoiceId: invoice.id,
        number: invoice.issued?.number ?? null,
        total: invoice.content.totals.total,
        revision: invoice.revision,
        isVoid: false,
        creditsExternalId,
        mailedTo: before?.mailedTo ?? [],
      });
      return externalId;
    });
  }

  takeBack({ key, externalId }: LedgerDocument): string | null {
    return this.#once(`void ${key}`, () => this.#change(externalId, () => ({ key, isVoid: true })));
  }

  mail({ key, externalId, to }: LedgerDelivery): string | null {
    const addresses = to.map(({ address }) => address);
    return this.#once(`send ${key}`, () =>
      this.#change(externalId, ({ mailedTo }) => ({ mailedTo: [...mailedTo, addresses] })),
    );
  }

  /** The copy under a key, or else with a number. */
  find(key: string, number: string | null): { readonly externalId: string } | null {
    const all = this.documents();
    const found = all.find((one) => one.key === key || (number !== null && one.number === number));
    return found === undefined ? null : { externalId: found.externalId };
  }

  enter(payment: LedgerPayment): void {
    this.#payments.push(payment);
  }

  changesAfter(seen: number, pageSize: number): LedgerChanges {
    const payments = this.#payments.slice(seen, seen + pageSize);
    const next = seen + payments.length;
    return { payments, cursor: String(next), hasMore: next < this.#payments.length };
  }

  #change(
    externalId: string | null,
    change: (document: FakeLedgerDocument) => Partial<FakeLedgerDocument>,
  ): string | null {
    const known = externalId === null ? undefined : this.#documents.get(externalId);
    if (known === undefined) return null;
    this.#documents.set(known.externalId, { ...known, ...change(known) });
    return known.externalId;
  }

  #once(request: string, happen: () => string | null): string | null {
    const now = this.#clock.now();
    const answer = this.#answers.get(request);
    if (answer !== undefined && (answer.until === null || answer.until > now)) return answer.externalId;
    const externalId = happen();
    const seconds = this.#keepsKeysForSeconds;
    const until = Number.isFinite(seconds) ? secondsAfter(now, seconds) : null;
    if (externalId !== null && seconds > 0) this.#answers.set(request, { externalId, until });
    return externalId;
  }
}
