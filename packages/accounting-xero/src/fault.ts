import { fieldOf } from '@billwright/accounting-common';

/** What Xero says when it refuses: its words are all that tells one refusal from another. */
const known = {
  /** The number of a document is taken. */
  'number-taken': /(invoice|credit note) (#|number) must be unique/i,
  'contact-name-taken': /contact name .*(already assigned|must be unique)/i,
  'contact-gone': /contact .*(archived|could not be found|not found|does not exist)/i,
  'lines-gone': /could not find line item/i,
  'wrong-status':
    /not of valid status for modification|cannot be edited|has (payments|allocations|a payment)/i,
  'closed-period': /lock date/i,
  'mail-limit': /daily email/i,
  'plan-limit': /reached the limit of invoices/i,
  'wrong-account': /account code .*(not a valid|archived|not be found)/i,
  'wrong-tax': /tax ?type .*(cannot be used|not a valid|does not exist|archived|invalid)/i,
  'wrong-currency': /not subscribed to currency/i,
} as const;

/** A refusal that we know. */
export type Refusal = keyof typeof known;

/** What people can do about it. */
const advices: Readonly<Partial<Record<Refusal, string>>> = {
  'number-taken': 'the number is taken by another document: renumber one of them',
  'contact-gone': 'restore the contact in Xero, or export again',
  'wrong-status': 'take payments and credit off it in Xero first',
  'closed-period': 'the books of that period are closed: move the lock date, or date the document later',
  'plan-limit': 'the plan of the organisation approves no more invoices this month',
  'wrong-account': 'choose another revenue account',
  'wrong-tax': 'look at the mapping of taxes',
  'wrong-currency': 'add the currency to the organisation',
};

/** Which refusal a text is; `null`: one that we don't know. */
export function refusalOf(reason: string): Refusal | null {
  // The entries of a record of these keys.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  for (const [refusal, words] of Object.entries(known)) if (words.test(reason)) return refusal as Refusal;
  return null;
}

/** A fault as Xero tells it. */
export interface ToldFault {
  readonly code: string | null;
  readonly reason: string;
}

/** What an answer says went wrong; `null` when it says nothing of the kind. */
export function faultIn(body: unknown): ToldFault | null {
  const elements = fieldOf(body, 'Elements');
  const told = Array.isArray(elements) ? (elements as unknown[]).flatMap(messagesOf) : [];
  const [number, message] = [fieldOf(body, 'ErrorNumber'), fieldOf(body, 'Message')];
  const own = [message, fieldOf(body, 'Title'), fieldOf(body, 'Detail')].filter(isText);
  const said = told.length > 0 ? told : own;
  if (said.length === 0) return null;
  return { code: typeof number === 'number' ? String(number) : null, reason: advised(said) };
}

/** Why an element of an answer was refused, beside others that were not; `null` when it was not. */
export function refusedElement(element: unknown): string | null {
  const told = messagesOf(element);
  if (fieldOf(element, 'StatusAttributeString') !== 'ERROR' && told.length === 0) return null;
  return told.length === 0 ? 'it tells no reason' : advised(told);
}

function messagesOf(element: unknown): readonly string[] {
  const errors = fieldOf(element, 'ValidationErrors');
  if (!Array.isArray(errors)) return [];
  return (errors as unknown[]).map((error) => fieldOf(error, 'Message')).filter(isText);
}

function advised(said: readonly string[]): string {
  const text = [...new Set(said)].join(' ');
  const refusal = refusalOf(text);
  const advice = refusal === null ? undefined : advices[refusal];
  return advice === undefined ? text : `${text} (${advice})`;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
