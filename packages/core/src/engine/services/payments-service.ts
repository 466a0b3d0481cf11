import { parseInput } from '../../errors/parse-input.ts';
import type { PaymentAllocation } from '../../invoice/payment/payment-allocation.ts';
import { type Page, type PageRequest, readPage } from '../page.ts';
import { tellCreditFindings } from '../payments/credit-findings.ts';
import { allocationOf } from '../payments/money-of.ts';
import {
  type PaymentInput,
  paymentSchema,
  type RefundInput,
  refundSchema,
} from '../payments/payment-input.ts';
import { paymentFund, recordPayment } from '../payments/record-payment.ts';
import { refundOfInvoice, refundOfPayment } from '../payments/refund.ts';
import { reversePayment } from '../payments/reverse-payment.ts';
import {
  applicationRecords,
  type Payment,
  paymentRecords,
  type StoredApplication,
} from '../records/payments.ts';
import type { TenantScope } from '../tenant-scope.ts';
import type { WriteOptions } from '../write-options.ts';

/** Which payments to list, by day. */
export interface PaymentQuery extends PageRequest {
  readonly customerId?: string | undefined;
}

/** Payments of a tenant's customers, and refunds to them. */
export interface PaymentsService {
  /**
   * Records a payment (R85): it goes to the invoices that it names, then to the oldest due ones, and what none takes is
   * the customer's credit. One with an `externalId` that is known counts once: it comes back as it is.
   *
   * @throws BillingError `PAYMENT_INVALID` with every fault and its path, `NOT_FOUND` for the customer, `ALREADY_EXISTS`
   * when the external id is that of another payment, `CURRENCY_MISMATCH` when a named invoice is of another currency.
   */
  record(input: PaymentInput, options?: WriteOptions): Promise<Payment>;
  /**
   * Gives money back on purpose, all or a part: of a payment, what stands to the customer's credit first, then from the
   * invoices, the last one first; or what one invoice has. What was refunded is open again.
   *
   * @throws BillingError `PAYMENT_INVALID` with every fault and its path, also when more is asked for than is left;
   * `NOT_FOUND`, `ALREADY_EXISTS`.
   */
  refund(input: RefundInput, options?: WriteOptions): Promise<Payment>;
  /**
   * Takes a payment back that did not hold, for example a debit that bounced, or a refund that was not paid out:
   * wherever its money is by now, it counts as never made. One that was taken back stays so.
   *
   * @throws BillingError `NOT_FOUND`
   */
  reverse(id: string, options?: WriteOptions): Promise<Payment>;
  get(id: string): Promise<Payment | null>;
  /**
   * Where the money of a payment is now: on invoices and to the customer's credit. Of a refund: nowhere.
   *
   * @throws BillingError `NOT_FOUND`
   */
  allocation(id: string): Promise<PaymentAllocation>;
  /** By day. */
  list(query?: PaymentQuery): Promise<Page<Payment>>;
  /** What money did on an invoice, in order: each row adds to what it has or takes from it. */
  ofInvoice(invoiceId: string, request?: PageRequest): Promise<Page<StoredApplication>>;
}

/** The service of payments. */
export function paymentsService(scope: TenantScope): PaymentsService {
  const { ids } = scope.context;
  return {
    async record(input, options = {}) {
      const read = parseInput('PAYMENT_INVALID', paymentSchema, input);
      return scope.write({ method: 'payments.record', given: read }, options, (unit) =>
        recordPayment(unit, ids.next('payment'), read),
      );
    },
    async refund(input, options = {}) {
      const read = parseInput('PAYMENT_INVALID', refundSchema, input);
      const { paymentId, invoiceId = '' } = read;
      return scope.write({ method: 'payments.refund', given: read }, options, (unit) => {
        const id = ids.next('refund');
        return paymentId === undefined
          ? refundOfInvoice(unit, id, invoiceId, read)
          : refundOfPayment(unit, id, paymentId, read);
      });
    },
    reverse: (id, options = {}) =>
      scope.write({ method: 'payments.reverse', given: id }, options, async (unit) => {
        const payment = await reversePayment(unit, id);
        await tellCreditFindings(unit, payment.customerId);
        return payment;
      }),
    get: (id) => scope.read((unit) => unit.find(paymentRecords, id)),
    allocation: (id) =>
      scope.read(async (unit) => {
        const payment = await unit.load(paymentRecords, id);
        return allocationOf(unit, paymentFund(payment), payment.customerId, payment.amount.currency);
      }),
    list: ({ customerId, ...request } = {}) => {
      const index = customerId === undefined ? undefined : (['customer', customerId] as const);
      return readPage(scope, { from: paymentRecords, index }, request);
    },
    ofInvoice: (invoiceId, request) =>
      readPage(scope, { from: applicationRecords, index: ['invoice', invoiceId] }, request),
  };
}
