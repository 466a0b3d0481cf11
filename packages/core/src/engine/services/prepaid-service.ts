import type { DecimalString } from '../../money/decimal-string.ts';
import { adjustLot } from '../../prepaid/adjust.ts';
import type { PrepaidPosting } from '../../prepaid/posting.ts';
import {
  definePrepaidAccount,
  type PrepaidAccount,
  type PrepaidAccountInput,
} from '../../prepaid/prepaid-account.ts';
import { reversePosting } from '../../prepaid/reverse.ts';
import type { CustomerPrepaidStatement } from '../../report/prepaid-overview.ts';
import type { Instant } from '../../time/instant.ts';
import { type Page, type PageRequest, readPage } from '../page.ts';
import { type AccountBalance, balanceOfAccount } from '../prepaid/account-balance.ts';
import { lockLedger } from '../prepaid/account-ledger.ts';
import { buyOrder } from '../prepaid/buy-order.ts';
import type { PrepaidOrder, PrepaidPurchased } from '../prepaid/buy-lot.ts';
import { byHand, lockLot, postChange, requireByHand } from '../prepaid/change-lot.ts';
import { chooseWork, type DrawnEntry, giveBack, type WorkChoice } from '../prepaid/choose-work.ts';
import { openAccount } from '../prepaid/open-account.ts';
import { type PrepaidRefund, refundOfLot, type RefundOrder } from '../prepaid/refund-of-lot.ts';
import { type StatementRequest, statementOf } from '../prepaid/statement-of.ts';
import { noteFailure } from '../prepaid/top-up-failures.ts';
import { type PrepaidTransferred, type TransferOrder, transferBetween } from '../prepaid/transfer-between.ts';
import { accountRecords } from '../records/billing.ts';
import type { TenantScope } from '../tenant-scope.ts';
import type { WriteOptions } from '../write-options.ts';

/** A correction of a lot by hand. */
export interface LotAdjustment {
  readonly lotId: string;
  /** In hours or in the account's currency; below 0 takes away. `null` takes away all that is left. */
  readonly quantity: DecimalString | null;
  /** Why: a correction without a reason explains itself to nobody. */
  readonly reason: string;
}

/**
 * What customers have paid in advance: hours or money.
 *
 * @example
 * ```ts
 * import { createBilling } from '@billwright/core';
 * import { fixedClock } from '@billwright/core/testing';
 * import { memoryStorage } from '@billwright/storage-memory';
 *
 * const clock = fixedClock('2026-03-02T09:00:00Z');
 * const desk = createBilling({ storage: memoryStorage(), clock }).forTenant('desk');
 * await desk.customers.put({ id: 'acme', party: { name: 'Acme' } });
 * await desk.prepaid.open({ id: 'hours', customerId: 'acme', unit: 'hours' });
 * const { lot } = await desk.prepaid.buy({ accountId: 'hours', quantity: '10', price: null });
 * await desk.prepaid.adjust({ lotId: lot.id, quantity: '-0.5', reason: 'counted twice' });
 * const { written, balance } = await desk.prepaid.balance('hours');
 * console.log(`${written} hours, ${balance} seconds`);
 * // => 9.5 hours, 34200 seconds
 * ```
 */
export interface PrepaidService {
  /**
   * Opens an account, or changes the terms of one: its unit, its currency and its customer stay.
   *
   * @throws BillingError `PREPAID_ACCOUNT_INVALID` with every fault and its path; an overdraft of less than what is
   * overdrawn is one.
   * @throws BillingError `NOT_FOUND` when the customer is not known.
   */
  open(account: PrepaidAccountInput | PrepaidAccount, options?: WriteOptions): Promise<PrepaidAccount>;
  get(accountId: string): Promise<PrepaidAccount | null>;
  /** By id. */
  list(request?: PageRequest & { readonly customerId?: string | undefined }): Promise<Page<PrepaidAccount>>;
  /**
   * Buys hours or money, with the invoice for it. It can be used when the invoice is paid, or when it is issued, as the
   * account says (R73); without an invoice at once.
   *
   * @throws BillingError `PREPAID_LOT_INVALID` with every fault and its path.
   * @throws BillingError `NOT_FOUND`, `SETTINGS_MISSING`, `ALREADY_EXISTS`
   */
  buy(order: PrepaidOrder, options?: WriteOptions): Promise<PrepaidPurchased>;
  /**
   * Lets the account pay for work that a person has chosen, before it is billed (R72). What does not fit any more is
   * billed as usual. Of two calls at once, both can't take the last hour (R75). The contract of the work must name the
   * account among its pools.
   *
   * @throws BillingError `PREPAID_POSTING_INVALID` when an entry is of another customer, has drawn from another account,
   * or its contract does not let the account pay.
   * @throws BillingError `NOT_FOUND`, or `WORK_LOCKED` when a bill has an entry.
   */
  draw(choice: WorkChoice, options?: WriteOptions): Promise<readonly DrawnEntry[]>;
  /**
   * Gives back what was drawn for entries that no bill has taken (R76).
   *
   * @throws BillingError `NOT_FOUND`, or `WORK_LOCKED` when a bill has an entry.
   */
  giveBack(entryIds: readonly string[], options?: WriteOptions): Promise<void>;
  /**
   * Takes back one posting: an adjustment or a refund. Draws are given back by entry, or with their bill.
   *
   * @throws BillingError `PREPAID_POSTING_INVALID` for another posting, `PREPAID_SHORT` when it brought in what is gone.
   */
  reverse(
    posting: { readonly accountId: string; readonly key: string; readonly reason: string },
    options?: WriteOptions,
  ): Promise<readonly PrepaidPosting[]>;
  /**
   * Corrects a lot by hand.
   *
   * @throws BillingError `NOT_FOUND`, `PREPAID_SHORT`, `PREPAID_POSTING_INVALID`
   */
  adjust(adjustment: LotAdjustment, options?: WriteOptions): Promise<PrepaidPosting>;
  /**
   * Moves what is left of a lot, or a part of it, to another account of the customer.
   *
   * @throws BillingError `NOT_FOUND`, `PREPAID_SHORT`, `PREPAID_POSTING_INVALID`
   */
  transfer(order: TransferOrder, options?: WriteOptions): Promise<PrepaidTransferred>;
  /**
   * Takes what is left of a lot, or a part of it, out of the account, to be given back. When its invoice was issued, a
   * credit note over that part of its price follows.
   *
   * @throws BillingError `NOT_FOUND`, `PREPAID_SHORT`, `PREPAID_POSTING_INVALID`
   */
  refund(order: RefundOrder, options?: WriteOptions): Promise<PrepaidRefund>;
  /**
   * Notes that the payment of a top-up has failed: it is told, and the next one by itself waits, longer each time (R74).
   * The invoice stays open, and is in flight until it is voided.
   *
   * @throws BillingError `NOT_FOUND`
   */
  paymentFailed(
    failure: { readonly accountId: string; readonly reason: string },
    options?: WriteOptions,
  ): Promise<void>;
  /**
   * What an account has, at an instant or now.
   *
   * @throws BillingError `NOT_FOUND`, or `INSTANT_INVALID`
   */
  balance(accountId: string, at?: Instant): Promise<AccountBalance>;
  /**
   * What happened on an account, or on all of a customer, from a civil date up to, not including, another one, in the
   * customer's zone.
   *
   * @throws BillingError `NOT_FOUND`, or `PERIOD_INVALID`
   */
  statement(request: StatementRequest): Promise<CustomerPrepaidStatement>;
}

/** The service of prepaid accounts. */
export function prepaidService(scope: TenantScope): PrepaidService {
  const { ids } = scope.context;
  return {
    async open(input, options = {}) {
      const account = definePrepaidAccount(input);
      return scope.write({ method: 'prepaid.open', given: input }, options, (unit) =>
        openAccount(unit, account),
      );
    },
    get: (accountId) => scope.read((unit) => unit.find(accountRecords, accountId)),
    list: ({ customerId, ...request } = {}) =>
      readPage(
        scope,
        { from: accountRecords, index: customerId === undefined ? undefined : ['customer', customerId] },
        request,
      ),
    buy: (order, options) => buyOrder(scope, order, options),
    draw: (choice, options = {}) =>
      scope.write({ method: 'prepaid.draw', given: choice }, options, (unit) =>
        chooseWork(unit, scope.context, choice),
      ),
    async giveBack(entryIds, options = {}) {
      await scope.write({ method: 'prepaid.giveBack', given: entryIds }, options, async (unit) => {
        await giveBack(unit, entryIds, options.reason ?? 'given back');
        return null;
      });
    },
    reverse: (given, options = {}) =>
      scope.write({ method: 'prepaid.reverse', given }, options, async (unit) => {
        const { accountId, key, reason } = given;
        const { customerId } = await unit.load(accountRecords, accountId);
        await unit.lock(`customer:${customerId}`);
        const ledger = await lockLedger(unit, accountId);
        requireByHand(ledger, key);
        const made = reversePosting(ledger.account, ledger.postings, key, { at: unit.at, reason });
        await postChange(unit, ledger, made, byHand);
        return made;
      }),
    adjust: (given, options = {}) =>
      scope.write({ method: 'prepaid.adjust', given }, options, async (unit) => {
        const { lotId, ...adjustment } = given;
        const { lot, ledger } = await lockLot(unit, lotId);
        const change = { ...adjustment, id: ids.next('adjustment'), at: unit.at };
        const made = adjustLot(ledger.account, lot, ledger.postings, change);
        await postChange(unit, ledger, [made], byHand);
        return made;
      }),
    transfer: (order, options = {}) =>
      scope.write({ method: 'prepaid.transfer', given: order }, options, (unit) =>
        transferBetween(unit, ids, order),
      ),
    refund: (order, options = {}) =>
      scope.write({ method: 'prepaid.refund', given: order }, options, (unit) =>
        refundOfLot(unit, scope.context, order),
      ),
    async paymentFailed(failure, options = {}) {
      await scope.write({ method: 'prepaid.paymentFailed', given: failure }, options, async (unit) => {
        const { accountId, reason } = failure;
        await unit.load(accountRecords, accountId);
        await unit.lock(`account:${accountId}`);
        await noteFailure(unit, accountId, reason);
        return null;
      });
    },
    balance: (accountId, at) => scope.read((unit) => balanceOfAccount(unit, accountId, at ?? unit.at)),
    statement: (request) => scope.read((unit) => statementOf(unit, request)),
  };
}
