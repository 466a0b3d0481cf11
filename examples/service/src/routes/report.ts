import type { Desk } from '@billwright/core';
import { z } from 'zod';
import { ok } from '../http/answer.ts';
import { HttpError } from '../http/http-error.ts';
import type { Route } from '../http/route.ts';

const query = z.strictObject({ customerId: z.string().optional() });

/** Reports by the name that the path has for them. */
const reports: Readonly<Record<string, (desk: Desk, asked: z.infer<typeof query>) => Promise<unknown>>> = {
  unbilled: (desk, asked) => desk.reports.unbilled(asked),
  invoices: (desk, asked) => desk.reports.invoices(asked),
  aging: (desk, asked) => desk.reports.aging(asked),
};

/** What was done and is not billed, what was invoiced, and what is owed. */
export const report: Route = {
  method: 'GET',
  path: '/reports/:name',
  for: 'tenants',
  async handle({ desk, params: { name = '' }, query: given }) {
    const make = Object.hasOwn(reports, name) ? reports[name] : undefined;
    if (make === undefined) throw new HttpError(404, `is none of ${Object.keys(reports).join(', ')}`);
    return ok(await make(desk, query.parse(given)));
  },
};
