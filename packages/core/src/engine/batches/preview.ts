import type { CustomerBill } from '../../bill/bill-customer.ts';
import { type ContractPeriod, periodsDue } from '../../contract/contract-period.ts';
import type { Invoice } from '../../invoice/invoice.ts';
import type { CarriedForward } from '../../invoice/negative/settle-negative.ts';
import type { BlockedWork, RatingWarning } from '../../rating/outcome.ts';
import { loadTenantPolicy, type TenantPolicy } from '../bills/tenant-policy.ts';
import type { BatchScope, CustomerOutcome, OutcomeReason } from '../records/batches.ts';
import { nobodysWork, workRecords } from '../records/work.ts';
import type { TenantScope } from '../tenant-scope.ts';
import { filterOf } from './batch-request.ts';
import { customersOf, hasSomething } from './customers-of.ts';
import { addFigures, type BatchFigures, figuresOf, noFigures } from './figures.ts';
import { failure, outcomeOf } from './outcome.ts';
import { taxesOf } from './taxes-of.ts';
import { unknownCustomersOf, unknownOutcome } from './unknown-customers.ts';
import { type CustomerState, readStateOf, workOut } from './work-out.ts';

/** A period that has begun and is not over: it is not billed, unless `early` asks for it (R90). */
export interface OpenPeriod {
  readonly contractId: string;
  readonly period: ContractPeriod['period'];
}

/** What `save` would do for one customer. */
export interface CustomerPreview {
  readonly customerId: string;
  readonly status: CustomerOutcome;
  readonly reason: OutcomeReason | null;
  readonly bills: readonly CustomerBill[];
  /** Their ids are of no meaning: nothing has them. */
  readonly drafts: readonly Invoice[];
  readonly carried: readonly CarriedForward[];
  /** What waits for a decision, and why. */
  readonly blocked: readonly BlockedWork[];
  readonly warnings: readonly RatingWarning[];
  readonly openPeriods: readonly OpenPeriod[];
  readonly figures: BatchFigures;
}

/** What `save` would do. */
export interface BatchPreview {
  readonly scope: BatchScope;
  /**
   * Customers of whom something is due, or waits, or could not be billed, by id; then those of whom there is work and no
   * record: `blocked` as `unknown-customer`.
   */
  readonly customers: readonly CustomerPreview[];
  readonly figures: BatchFigures;
  /** How much recorded work has no customer (R11): no batch bills it. */
  readonly withoutCustomer: number;
}

/** What `save` would do, customer by customer as they are asked for. Nothing is written and nobody waits. */
export async function* previewEach(
  scope: TenantScope,
  batch: BatchScope,
): AsyncGenerator<CustomerPreview, void, undefined> {
  const { plugins } = scope.context;
  const tenant = await scope.read((unit) =>
    loadTenantPolicy(unit, plugins, batch.include.customers ?? undefined),
  );
  const taxCodes = tenant.settings.taxCodes;
  for await (const ids of customersOf(scope, batch)) {
    for (const customerId of ids) {
      const state = await scope.read(async (unit) =>
        (await hasSomething(unit, customerId)) ? readStateOf(unit, customerId) : null,
      );
      if (state === null) continue;
      const asked = { tenantId: scope.tenantId, customerId, on: batch.through };
      const found = await previewOf(state, tenant, batch, {
        at: scope.context.clock.now(),
        taxes: () => taxesOf(plugins, taxCodes, asked),
      });
      if (isWorthTelling(found)) yield found;
    }
  }
  for (const unknown of await scope.read((unit) => unknownCustomersOf(unit, batch))) {
    const { status, reason, blocked } = unknownOutcome(unknown);
    const { customerId } = unknown;
    yield { customerId, status, reason, ...nothing, openPeriods: [], figures: { ...noFigures, blocked } };
  }
}

/** What `save` would do, as a whole. */
export async function previewBatch(scope: TenantScope, batch: BatchScope): Promise<BatchPreview> {
  const customers: CustomerPreview[] = [];
  let figures = noFigures;
  for await (const one of previewEach(scope, batch)) {
    customers.push(one);
    figures = addFigures(figures, one.figures);
  }
  const withoutCustomer = await scope.read(async (unit) => {
    let count = 0;
    for await (const _ of unit.each(workRecords, { index: ['open', nobodysWork] })) count += 1;
    return count;
  });
  return { scope: batch, customers, figures, withoutCustomer };
}

const nothing = { bills: [], drafts: [], carried: [], blocked: [], warnings: [] } as const;

async function previewOf(
  state: CustomerState,
  tenant: TenantPolicy,
  batch: BatchScope,
  asked: { readonly at: string; readonly taxes: () => ReturnType<typeof taxesOf> },
): Promise<CustomerPreview> {
  const customerId = state.customer.id;
  let drafts = 0;
  const nextId = (): string => `preview-${(drafts += 1)}`;
  const openPeriods = openPeriodsOf(state, batch);
  try {
    const taxCodes = await asked.taxes();
    const worked = workOut(state, { tenant, scope: batch, batchId: null, at: asked.at, taxCodes, nextId });
    const { status, reason, blocked: waiting } = outcomeOf(worked);
    const { billing, drafts: made } = worked;
    return {
      customerId,
      status,
      reason,
      bills: billing.bills,
      drafts: made.drafts,
      carried: made.carried,
      blocked: billing.blocked,
      warnings: billing.warnings,
      openPeriods,
      figures: figuresOf(billing.bills, made.drafts, waiting),
    };
  } catch (error) {
    const { status, reason } = failure(error);
    return { customerId, status, reason, ...nothing, openPeriods, figures: noFigures };
  }
}

function openPeriodsOf({ facts }: CustomerState, batch: BatchScope): readonly OpenPeriod[] {
  if (batch.early) return [];
  const filter = filterOf(batch);
  return facts.contracts.flatMap((contract) => {
    if (!filter.contract(contract.id)) return [];
    const billed = new Set(
      facts.standing
        .filter(({ contractId, due }) => contractId === contract.id && due === 'all')
        .map(({ period }) => period.from),
    );
    return periodsDue(contract, batch.through)
      .filter(({ closed, period }) => !closed && !billed.has(period.from))
      .map(({ period }) => ({ contractId: contract.id, period }));
  });
}

const isWorthTelling = ({ status, bills, openPeriods }: CustomerPreview): boolean =>
  status !== 'nothing-due' || bills.length > 0 || openPeriods.length > 0;
