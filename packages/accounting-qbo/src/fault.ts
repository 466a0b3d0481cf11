import { failure, fieldOf } from '@billwright/accounting-common';
import type { BillingError, ErrorDetails } from '@billwright/core';

/** What people can do about the faults of QuickBooks that they can do something about. */
const advices: Readonly<Record<string, string>> = {
  120: 'whoever connected the company may not do this any more: connect it again',
  610: 'something that it names was deleted or made inactive: make it active, or export again',
  3100: 'the company does not let this app in: connect it again',
  2170: 'it can not be set so: look at what it is in QuickBooks',
  2500: 'something that it names is not there any more',
  5010: 'somebody else changes it at the same time: try again',
  6070: 'an amount is not its quantity times its price',
  6100: 'the tax code can not be used here: look at the mapping of tax codes',
  6140: 'the number is taken by another document: renumber one of them, or turn off the warning about duplicates',
  6190: 'the subscription of the company has ended',
  6210: 'the books of that period are closed: open them, or date the document later',
  6240: 'the name is taken by another customer, vendor or employee',
  6540: 'the payment was deposited: undo the deposit first',
};

/** A fault as QuickBooks tells it, in JSON of either shape or in XML. */
export interface ToldFault {
  readonly code: string | null;
  readonly reason: string;
}

/** The first fault that an answer tells; `null` when it tells none. */
export function faultIn(body: unknown, text: string): ToldFault | null {
  const fault = fieldOf(body, 'Fault') ?? fieldOf(body, 'fault');
  const errors = fieldOf(fault, 'Error') ?? fieldOf(fault, 'error');
  if (Array.isArray(errors)) {
    const [first] = errors as unknown[];
    const told = ['Message', 'message', 'Detail', 'detail'].map((name) => fieldOf(first, name));
    const code = fieldOf(first, 'code');
    return toldFault(typeof code === 'string' ? code : null, told.filter(isText));
  }
  if (!/<Fault\b/.test(text)) return null;
  const code = /<Error\b[^>]*\bcode="([^"]*)"/.exec(text)?.[1] ?? null;
  const told = ['Message', 'Detail'].map((name) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1]);
  return toldFault(code, told.filter(isText));
}

/** What a fault means, whatever the status that it came with; `null`: that depends on the status. */
export function kindOfFault(code: string | null): ErrorDetails['CONNECTOR_FAILED']['kind'] | null {
  if (code === '3001') return 'limited';
  if (code !== null && ['120', '3100', '3200'].includes(code)) return 'unauthorized';
  // Its own failure: nobody can say what was done before it.
  return code === '10000' ? 'unknown' : null;
}

/** The error of one part of a batch. */
export const failureOf = (
  connectorId: string,
  { code, reason }: ToldFault,
  trace: string | null,
): BillingError<'CONNECTOR_FAILED'> =>
  failure(connectorId, kindOfFault(code) ?? 'refused', reason, { fault: code, trace });

function toldFault(code: string | null, told: readonly string[]): ToldFault {
  // Digits only: 003200 is 3200.
  const plain = code?.replace(/^0+(?=\d)/, '') ?? null;
  const advice = plain === null ? undefined : advices[plain];
  const said = [...new Set(told)].join(': ') || 'it tells no reason';
  return { code: plain, reason: advice === undefined ? said : `${said} (${advice})` };
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
