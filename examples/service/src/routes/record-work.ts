import { timeEntry } from '@billwright/core';
import { z } from 'zod';
import { created } from '../http/answer.ts';
import type { Route } from '../http/route.ts';

const body = z.strictObject({ entries: z.array(z.unknown()).min(1).max(1000) });

/** Records time entries, all or none. */
export const recordWork: Route = {
  method: 'POST',
  path: '/work',
  for: 'tenants',
  async handle({ desk, key, body: given }) {
    const entries = body.parse(given).entries.map(timeEntry);
    const recorded = await desk.work.record(entries, { key });
    return created({ recorded: recorded.map(({ work }) => work.id) });
  },
};
