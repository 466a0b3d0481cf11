import { z } from 'zod';
import { plainObject } from '../errors/plain-object.ts';
import { unlessMissing } from '../errors/plain-words.ts';
import { recordSchema } from '../errors/record-schema.ts';
import { idSchema } from '../errors/text-schema.ts';
import { type WorkItemKind, workItemKinds } from '../work/work-item.ts';

/**
 * Which work a rule or a modifier is for. Every field that is named must fit; a list fits when one of its values
 * does. Nothing named fits all work.
 */
export interface Condition {
  readonly agent?: readonly string[] | undefined;
  readonly team?: readonly string[] | undefined;
  readonly serviceType?: readonly string[] | undefined;
  readonly customer?: readonly string[] | undefined;
  readonly workItemKind?: readonly WorkItemKind[] | undefined;
  /** The work item's priority. */
  readonly priority?: readonly string[] | undefined;
  /** Fits when the entry or its work item has one of these tags. */
  readonly tag?: readonly string[] | undefined;
  /** Fits when each named attribute of the entry has one of its values. */
  readonly attributes?: Readonly<Record<string, readonly string[]>> | undefined;
}

type OneOrMore<Value> = Value | readonly Value[];

/** A {@link Condition} as it is written down: one value or a list of them. */
export interface ConditionInput {
  readonly agent?: OneOrMore<string> | undefined;
  readonly team?: OneOrMore<string> | undefined;
  readonly serviceType?: OneOrMore<string> | undefined;
  readonly customer?: OneOrMore<string> | undefined;
  readonly workItemKind?: OneOrMore<WorkItemKind> | undefined;
  readonly priority?: OneOrMore<string> | undefined;
  readonly tag?: OneOrMore<string> | undefined;
  readonly attributes?: Readonly<Record<string, OneOrMore<string>>> | undefined;
}

/** The fields of a condition that hold exactly one value in an entry. */
export const singleFields = ['agent', 'team', 'serviceType', 'customer', 'workItemKind', 'priority'] as const;

/** A field of a condition that holds exactly one value in an entry. */
export type SingleField = (typeof singleFields)[number];

const oneOrMore = <Value extends string>(
  value: z.ZodType<Value, Value>,
  error: string,
): z.ZodType<readonly Value[], OneOrMore<Value>> =>
  z
    .union([value.transform((one) => [one]), z.array(value).min(1, 'names no value').max(10_000)], {
      error: unlessMissing(error),
    })
    .transform((values) => [...new Set(values)].toSorted());

const ids = oneOrMore(idSchema, 'is neither a text nor a list of texts');

/** What a {@link Condition} must look like when it comes from outside. */
export const conditionSchema: z.ZodType<Condition, ConditionInput> = plainObject(
  z.strictObject({
    agent: ids.optional(),
    team: ids.optional(),
    serviceType: ids.optional(),
    customer: ids.optional(),
    workItemKind: oneOrMore(
      z.enum(workItemKinds),
      'is neither a kind of work item nor a list of kinds',
    ).optional(),
    priority: ids.optional(),
    tag: ids.optional(),
    // By name, so that two conditions that ask for the same are equal as text.
    attributes: recordSchema(ids).transform(sortedByName).optional(),
  }),
);

function sortedByName<Value>(record: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** How many conditions are named; each attribute counts as one (R41). */
export function conditionCount(condition: Condition): number {
  const { attributes, ...rest } = condition;
  return (
    Object.values(rest).filter((value) => value !== undefined).length + Object.keys(attributes ?? {}).length
  );
}

/** What an entry answers to a condition's questions. */
export interface ConditionFacts {
  readonly agent: string;
  readonly team: string | null;
  readonly serviceType: string;
  readonly customer: string;
  readonly workItemKind: WorkItemKind | null;
  readonly priority: string | null;
  readonly tags: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
}

/** Says whether a condition fits what is known of an entry. */
export function fits(condition: Condition, facts: ConditionFacts): boolean {
  for (const field of singleFields) {
    const wanted: readonly string[] | undefined = condition[field];
    const value = facts[field];
    if (wanted !== undefined && (value === null || !wanted.includes(value))) return false;
  }
  if (condition.tag !== undefined && !condition.tag.some((tag) => facts.tags.includes(tag))) return false;
  if (condition.attributes === undefined) return true;
  for (const [name, values] of Object.entries(condition.attributes)) {
    if (!Object.hasOwn(facts.attributes, name)) return false;
    if (!values.includes(facts.attributes[name] ?? '')) return false;
  }
  return true;
}
