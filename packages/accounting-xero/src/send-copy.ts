import {
  type ExportResult,
  exportResult,
  failure,
  forgetUnder,
  ownId,
  rememberedUnder,
  rememberUnder,
} from '@billwright/accounting-common';
import type { ConnectorContext, LedgerDelivery } from '@billwright/core';
import { z } from 'zod';
import { changeCopy, type Copy, copyOf } from './copy.ts';
import { refusalOf } from './fault.ts';
import { mailsTo, toMailSchema } from './kept-document.ts';
import { openOrganisation, type Organisation, read } from './organisation.ts';
import { requestKey } from './request-key.ts';
import type { Setup } from './setup.ts';

const invoicesSchema = z.looseObject({ Invoices: z.tuple([toMailSchema]) });

/**
 * Lets Xero mail a copy. It mails to the addresses of the contact and to nobody else, so it is asked only when those are
 * among them whom the mail is for. When nobody knows what a try came to, the copy tells whether it was mailed; of one that
 * had been mailed before it can't, so that is never tried again.
 */
export async function sendCopy(
  setup: Setup,
  { externalId, key, attempt, to, invoice }: LedgerDelivery,
  context: ConnectorContext,
): Promise<ExportResult> {
  let wasSent = false;
  try {
    const organisation = await openOrganisation(setup, context);
    if (invoice.kind !== 'invoice')
      return { status: 'rejected', reason: 'Xero mails no credit notes: mail it from here' };
    const { id } = ownId(setup, organisation.id, ['Invoice'], externalId);
    const wanted = to.map(({ address }) => address.toLowerCase());
    if (wanted.length === 0) return { status: 'rejected', reason: 'there is nobody to send it to' };
    const copy = await copyOf(organisation, id);
    let { mailsTo: addresses = [], isSent = false } = copy ?? {};
    const mark = `mailing:${key}`;
    const tried = await rememberedUnder(context, organisation.id, mark);
    const done = async (): Promise<ExportResult> => {
      await changeCopy(organisation, id, () => ({ isSent: true }));
      await forgetUnder(context, organisation.id, mark);
      return { status: 'confirmed', externalId };
    };
    if (tried === 'again') {
      wasSent = true;
      throw failure(setup.id, 'unknown', 'Xero does not tell whether it mailed it once more: look there');
    }
    const misses = (): readonly string[] => wanted.filter((address) => !addresses.includes(address));
    if (tried !== null || misses().length > 0) {
      const seen = await lookedAt(organisation, id);
      // The try before came through.
      if (tried === 'first' && seen.isSent) return await done();
      ({ mailsTo: addresses, isSent } = seen);
    }
    if (misses().length > 0) {
      const reason = `Xero mails to the contact only, and it has no such address: ${misses().join(', ')}`;
      return { status: 'rejected', reason };
    }
    await rememberUnder(context, organisation.id, mark, isSent ? 'again' : 'first');
    wasSent = true;
    try {
      await organisation.call({
        method: 'POST',
        path: `Invoices/${id}/Email`,
        body: {},
        idempotencyKey: requestKey(organisation, 'mail', key, attempt),
      });
    } catch (error) {
      // Nothing was mailed, so the next try is the first.
      if (exportResult(error, true).status !== 'unknown') await forgetUnder(context, organisation.id, mark);
      throw error;
    }
    return await done();
  } catch (error) {
    const outcome = exportResult(error, wasSent);
    const isTooMany = outcome.status === 'rejected' && refusalOf(outcome.reason) === 'mail-limit';
    if (!isTooMany) return outcome;
    // So many mails a day: the document has no fault, and another day it goes.
    const after = new Date(Date.parse(setup.clock.now()) + 3_600_000).toISOString();
    return { status: 'retry', reason: outcome.reason, after };
  }
}

/** What Xero has of a copy now. */
async function lookedAt(organisation: Organisation, id: string): Promise<Pick<Copy, 'mailsTo' | 'isSent'>> {
  const { body } = await organisation.call({ method: 'GET', path: `Invoices/${id}` });
  const [{ Contact, SentToContact }] = read(organisation, invoicesSchema, body).Invoices;
  return { mailsTo: mailsTo(Contact), isSent: SentToContact };
}
