import { asJson } from '../../as-json.ts';
import { canonicalJson } from '../../canonical-json.ts';
import { digestOf } from '../../digest.ts';
import type { CustomerChecker } from '../checker.ts';
import { finding } from '../violation.ts';

/** What an issued invoice says, against the digest that was written when it was issued. */
export const contentSealed: CustomerChecker = {
  invariant: 'I7',
  says: 'An issued invoice says what it said when it was issued.',
  of: 'customer',
  async *check({ invoices, digests }) {
    for (const { id, kind, content, credits, issued, settlement } of invoices) {
      // One that was opened again is a draft, and is sealed anew when it is issued again.
      if (issued === null || settlement === 'draft') continue;
      const sealed = digests.get(id)?.digest ?? null;
      const found = await digestOf(canonicalJson(asJson({ id, kind, content, credits, issued })));
      if (sealed === found) continue;
      const fault = sealed === null ? 'was issued without a seal' : 'was changed after its issue';
      yield finding('invoice', id, fault, { sealed, found });
    }
  },
};
