import { requestId } from '@billwright/accounting-common';
import type { Organisation } from './organisation.ts';

/** The key under which Xero does a request once: always the same for the same parts, of this tenant only. */
export const requestKey = (
  { id, context: { tenantId } }: Organisation,
  ...parts: readonly (string | number)[]
): string => requestId(id, tenantId, ...parts);
