import { changeUnder } from '@billwright/accounting-common';
import type { Organisation } from './organisation.ts';

/** Changes what is remembered of an organisation, however many do so at once. `null` leaves it as it is. */
export const changeRemembered = (
  { context, id }: Organisation,
  name: string,
  change: (kept: string | null) => string | null,
): Promise<void> => changeUnder(context, id, name, change);
