import { z } from 'zod';
import { parseInput } from '../../errors/parse-input.ts';
import { idSchema } from '../../errors/text-schema.ts';
import { type ReportDimension, reportDimensionSchema } from '../../report/report-group.ts';
import { type CivilDate, civilDateSchema } from '../../time/civil-date.ts';

/** Whose work, and of which days. */
export interface WorkReportQuery {
  /** Default: that of all customers. */
  readonly customerId?: string | undefined;
  /** The first day. Default: the first that is known. */
  readonly from?: CivilDate | undefined;
  /** The first day that counts no more. Default: there is none. */
  readonly to?: CivilDate | undefined;
}

/** The same, in groups. */
export interface GroupedReportQuery extends WorkReportQuery {
  readonly by: ReportDimension;
}

const shape = {
  customerId: idSchema.optional(),
  from: civilDateSchema.optional(),
  to: civilDateSchema.optional(),
};

const workSchema: z.ZodType<WorkReportQuery> = z.strictObject(shape);
const groupedSchema: z.ZodType<GroupedReportQuery> = z.strictObject({ ...shape, by: reportDimensionSchema });

/**
 * Reads whose work is asked for.
 *
 * @throws BillingError `QUERY_INVALID` with every fault and its path.
 */
export const readWorkQuery = (query: WorkReportQuery): WorkReportQuery =>
  parseInput('QUERY_INVALID', workSchema, query);

/** The same, in groups. */
export const readGroupedQuery = (query: GroupedReportQuery): GroupedReportQuery =>
  parseInput('QUERY_INVALID', groupedSchema, query);
