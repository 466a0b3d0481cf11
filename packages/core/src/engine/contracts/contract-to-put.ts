import { z } from 'zod';
import type { Contract } from '../../contract/contract.ts';
import type { ContractInput } from '../../contract/contract-input.ts';
import { inputError, parseInput } from '../../errors/parse-input.ts';
import { idSchema } from '../../errors/text-schema.ts';
import type { Customer } from '../../master-data/customer.ts';
import type { Settings } from '../../master-data/settings.ts';
import type { ZoneId } from '../../time/zone.ts';
import { sameJson } from '../same-json.ts';

/**
 * A contract as it is handed in. What is left out comes from the customer, then from the settings: currency, zone, taxes,
 * and how charges become lines.
 */
export interface ContractToPut extends Omit<ContractInput, 'currency' | 'zone'> {
  readonly currency?: string | undefined;
  readonly zone?: ZoneId | undefined;
}

/** What fills in what a contract leaves out. */
export interface ContractDefaults {
  readonly customer: Customer;
  readonly settings: Settings;
  /** The contract as it is stored, or `null` for a new one: terms that were taken over once stay. */
  readonly before: Contract | null;
}

const namedSchema = z.looseObject({ id: idSchema, customerId: idSchema });

/** Whose contract it is, before all of it is read. */
export function requireNamed(input: Pick<ContractToPut, 'id' | 'customerId'>): void {
  parseInput('CONTRACT_INVALID', namedSchema, input);
}

/** A contract with everything that it needs, yet to be checked. */
export function withDefaults(
  input: ContractToPut,
  { customer, settings, before }: ContractDefaults,
): ContractInput {
  const { method, quantityScale, unitPriceScale, groupBy } = settings.linePolicy;
  return {
    ...input,
    currency: input.currency ?? before?.currency ?? customer.currency ?? settings.currency,
    zone: input.zone ?? before?.zone ?? customer.zone ?? settings.zone,
    taxCodes: input.taxCodes ?? before?.taxCodes ?? customer.taxCodes ?? settings.defaultTaxCodes,
    linePolicy: input.linePolicy ?? before?.linePolicy ?? { method, quantityScale, unitPriceScale, groupBy },
    ...lifeOf(input, before),
  };
}

const life = ['state', 'suspensions', 'endedBy', 'predecessorId', 'successorId'] as const;

type Life = Partial<Pick<Contract, (typeof life)[number]>>;

/** Where a stored contract is in its life stays; other methods change that. */
function lifeOf(input: ContractToPut, before: Contract | null): Life {
  if (before === null) return {};
  const changed = life.filter(
    (field) => input[field] !== undefined && !sameJson(input[field], before[field]),
  );
  if (changed.length > 0)
    throw inputError(
      'CONTRACT_INVALID',
      changed.map((field) => ({
        path: [field],
        message: 'is not changed by put: activate, suspend, resume, terminate or renew the contract',
      })),
    );
  const { state, suspensions, endedBy, predecessorId, successorId } = before;
  return { state, suspensions, endedBy, predecessorId, successorId };
}
