import { BillingError, type WorkItemKind } from '@billwright/core';
import { z } from 'zod';
import { columnSchema, type TextSource, textSourceSchema } from './text-source.ts';
import { type TimedSource, timeSourceSchema, type UntimedSource } from './time-source.ts';

/** A work item. It is there where its id is. */
export interface WorkItemSource {
  readonly kind: WorkItemKind;
  readonly id: TextSource;
  readonly title?: TextSource | null | undefined;
}

/** A column with one word for billable work and one for other work; case does not matter. */
export interface BillableSource {
  readonly column: string;
  readonly yes: readonly string[];
  readonly no: readonly string[];
}

/**
 * Says which columns of a CSV file give which fields of a time entry. Plain data: it can be stored, and changed by
 * spreading it. Names of columns are those of the header row; blanks around names and cells do not count.
 */
export interface CsvMapping {
  /** One character between cells. Default `,`. */
  readonly delimiter?: string | null | undefined;
  /** The mark in decimal durations. Default `.`. */
  readonly decimalMark?: '.' | ',' | null | undefined;
  /**
   * The tracker's own id. Without one, an id is made of what the entry says (customer, agent, team, service type,
   * work item, times and note) and of how many equal entries came before it in the file. So the same file, or a
   * longer one that holds its rows, gives the same ids, and work that was edited gets a new one.
   */
  readonly id?: TextSource | null | undefined;
  /** Where it gives no text, the entry has no customer (null), and its work item's requester decides. */
  readonly customerId?: TextSource | null | undefined;
  readonly agentId: TextSource;
  readonly teamId?: TextSource | null | undefined;
  readonly serviceTypeId: TextSource;
  /** One work item, or several of which the first that has an id is taken. */
  readonly workItem?: WorkItemSource | readonly WorkItemSource[] | null | undefined;
  readonly time: TimedSource | UntimedSource;
  /** Without one, all work is billable. */
  readonly billable?: BillableSource | null | undefined;
  readonly note?: TextSource | null | undefined;
  /** A list of tags in one cell. */
  readonly tags?: { readonly column: string; readonly separator: string } | null | undefined;
  /** Further facts by their names; rate rules can ask for them. */
  readonly attributes?: Readonly<Record<string, TextSource>> | null | undefined;
}

const workItemSchema = z.strictObject({
  kind: z.enum(['ticket', 'task', 'project']),
  id: textSourceSchema,
  title: textSourceSchema.nullish(),
});

const mappingSchema: z.ZodType<CsvMapping> = z.strictObject({
  delimiter: z
    .string()
    .regex(/^[^"\r\n\p{Letter}\p{Number}]$/u, 'is not one character, or is a quote, a letter or a digit')
    .nullish(),
  decimalMark: z.enum(['.', ',']).nullish(),
  id: textSourceSchema.nullish(),
  customerId: textSourceSchema.nullish(),
  agentId: textSourceSchema,
  teamId: textSourceSchema.nullish(),
  serviceTypeId: textSourceSchema,
  workItem: z.union([workItemSchema, z.array(workItemSchema).min(1)]).nullish(),
  time: timeSourceSchema,
  billable: z
    .strictObject({ column: columnSchema, yes: z.array(z.string()).min(1), no: z.array(z.string()).min(1) })
    .nullish(),
  note: textSourceSchema.nullish(),
  tags: z.strictObject({ column: columnSchema, separator: z.string().min(1) }).nullish(),
  attributes: z.record(z.string(), textSourceSchema).nullish(),
});

/**
 * Checks a mapping of columns to the fields of a time entry and returns it, frozen.
 *
 * @throws BillingError `CSV_MAPPING_INVALID` with every fault and its path: an unknown key, a date format that can't
 * be read, a time zone that does not exist.
 * @example
 * ```ts
 * import { defineCsvMapping, importTimeEntries } from '@billwright/import-csv';
 *
 * const mapping = defineCsvMapping({
 *   id: 'Key',
 *   customerId: 'Client',
 *   agentId: 'Person',
 *   serviceTypeId: { constant: 'support' },
 *   time: {
 *     kind: 'untimed',
 *     date: { columns: 'Day', format: 'M/D/YYYY' },
 *     duration: { column: 'Hours', format: 'decimal-hours' },
 *   },
 * });
 * for await (const row of importTimeEntries('Key,Client,Person,Day,Hours\n1,acme,ana,3/2/2026,1.25\n', mapping)) {
 *   if (row.status === 'entry') console.log(row.entry.customerId, row.entry.date, row.entry.minutes);
 *   // => acme 2026-03-02 75
 * }
 * ```
 */
export function defineCsvMapping(input: CsvMapping): CsvMapping {
  const parsed = mappingSchema.safeParse(input);
  if (parsed.success) return Object.freeze(parsed.data);
  const issues = parsed.error.issues.map(({ path, message }) => ({
    path: path.map((step) => (typeof step === 'number' ? step : String(step))),
    message,
  }));
  throw new BillingError('CSV_MAPPING_INVALID', { issues }, { cause: parsed.error });
}
