import type { Invoice } from '../../invoice/invoice.ts';
import { asJson } from '../as-json.ts';
import { canonicalJson } from '../canonical-json.ts';
import { digestOf } from '../digest.ts';

/** The digest of what is frozen when an invoice is issued: what it says, what it corrects, its number and its dates. */
export async function digestOfInvoice({ id, kind, content, credits, issued }: Invoice): Promise<string> {
  return digestOf(canonicalJson(asJson({ id, kind, content, credits, issued })));
}
