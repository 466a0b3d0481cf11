import { cycleOf } from '../../contract/contract-period.ts';
import type { NoticeKind } from '../../master-data/notice-settings.ts';
import { decimal, formatDecimal, toPlaces } from '../../money/decimal.ts';
import type { DecimalString } from '../../money/decimal-string.ts';
import type { MailNotice, NoticeFrame } from '../../ports/mail-notice.ts';
import { sumUnits } from '../../prepaid/balance.ts';
import { fromLedgerQuantity, textOfUnits } from '../../prepaid/ledger-quantity.ts';
import { addDays } from '../../time/civil-date.ts';
import { periodAt } from '../../time/cycle.ts';
import { readLedger } from '../prepaid/account-ledger.ts';
import { accountRecords, invoiceRecords, lotRecords } from '../records/billing.ts';
import type { MailAbout } from '../records/mails.ts';
import { contractRecords } from '../records/master-data.ts';
import type { NotedEvent, Unit } from '../unit.ts';

/** What one kind of notice tells, without who reads it. */
type FactsOf<Notice> = Notice extends MailNotice ? Omit<Notice, keyof NoticeFrame> : never;

/** A notice that is to be mailed: what it tells, of whom, and what names it among those about the same thing. */
export interface NoticeFacts {
  readonly about: MailAbout;
  readonly customerId: string;
  readonly what: readonly string[];
  readonly tells: FactsOf<MailNotice>;
}

/** Which notice an event asks for. */
const noticeOf = {
  'contract.expiring': 'contract-expiring',
  'contract.renewed': 'contract-renewed',
  'quota.crossed': 'quota-warning',
  'prepaid.low': 'prepaid-low',
  'prepaid.topped-up': 'prepaid-refilled',
} as const satisfies Partial<Record<NotedEvent['name'], NoticeKind>>;

type TellingEvent = Extract<NotedEvent, { readonly name: keyof typeof noticeOf }>;

/** The kind of notice that an event asks for, or `null`. */
export const noticeKindOf = ({ name }: NotedEvent): NoticeKind | null =>
  (noticeOf as Partial<Record<NotedEvent['name'], NoticeKind>>)[name] ?? null;

/** Whether an event asks for a notice. */
export const isTelling = (event: NotedEvent): event is TellingEvent => noticeKindOf(event) !== null;

/** What the notice of an event tells: as things stand in the transaction of the event. */
export async function factsOf(unit: Unit, event: TellingEvent): Promise<NoticeFacts | null> {
  switch (event.name) {
    case 'contract.expiring': {
      const { contract, daysLeft } = event.carries;
      if (contract.end === null) return null;
      const tells = { kind: noticeOf[event.name], contract, lastDay: addDays(contract.end, -1), daysLeft };
      return { ...ofContract(contract), what: [contract.end, String(daysLeft)], tells };
    }
    case 'contract.renewed': {
      const { contract, successor } = event.carries;
      const tells = { kind: noticeOf[event.name], contract, successor };
      return { ...ofContract(contract), what: [successor.id], tells };
    }
    case 'quota.crossed':
      return factsOfQuota(unit, event.carries);
    case 'prepaid.low':
      return factsOfLowAccount(unit, event.carries);
    case 'prepaid.topped-up':
      return factsOfRefill(unit, event.carries);
  }
}

type Carried<Name extends TellingEvent['name']> = Extract<TellingEvent, { readonly name: Name }>['carries'];

async function factsOfQuota(
  unit: Unit,
  { contractId, componentId, period: from, threshold, unit: counts, used, limit }: Carried<'quota.crossed'>,
): Promise<NoticeFacts> {
  const contract = await unit.load(contractRecords, contractId);
  const { to } = periodAt(cycleOf(contract), from);
  const left = formatDecimal(decimal(limit).minus(used));
  const written = (quantity: DecimalString): DecimalString =>
    counts === 'hours' ? formatDecimal(toPlaces(decimal(quantity).dividedBy(3600), 4, 'half-up')) : quantity;
  return {
    ...ofContract(contract),
    what: [componentId, from, threshold],
    tells: {
      kind: noticeOf['quota.crossed'],
      contract,
      componentId,
      period: { from, to },
      threshold,
      unit: counts,
      used: written(used),
      limit: written(limit),
      left: written(left),
    },
  };
}

async function factsOfLowAccount(
  unit: Unit,
  { accountId, invoiceId, amount: price, balance }: Carried<'prepaid.low'>,
): Promise<NoticeFacts | null> {
  const account = await unit.load(accountRecords, accountId);
  const invoice = await unit.find(invoiceRecords, invoiceId);
  if (account.topUp === null) return null;
  const { threshold } = account.topUp;
  const topUp = { invoiceId, invoiceNumber: invoice?.issued?.number ?? null, price };
  const tells = { kind: noticeOf['prepaid.low'], account, balance, threshold, topUp };
  return { ...ofAccount(account), what: [invoiceId], tells };
}

async function factsOfRefill(
  unit: Unit,
  { accountId, lotId }: Carried<'prepaid.topped-up'>,
): Promise<NoticeFacts> {
  const { account, postings } = await readLedger(unit, accountId);
  const { quantity, expiresOn } = await unit.load(lotRecords, lotId);
  const balance = fromLedgerQuantity(account, textOfUnits(account, sumUnits(account, postings)));
  const added = fromLedgerQuantity(account, quantity);
  const tells = { kind: noticeOf['prepaid.topped-up'], account, quantity: added, balance, expiresOn };
  return { ...ofAccount(account), what: [lotId], tells };
}

interface Owned {
  readonly id: string;
  readonly customerId: string;
}

const ofContract = ({ id, customerId }: Owned): Pick<NoticeFacts, 'about' | 'customerId'> => ({
  about: { kind: 'contract', id },
  customerId,
});

const ofAccount = ({ id, customerId }: Owned): Pick<NoticeFacts, 'about' | 'customerId'> => ({
  about: { kind: 'prepaid-account', id },
  customerId,
});
