import type { AccountingConnector } from '../../ports/accounting.ts';
import type { CallsTogether } from '../outbox/message-handler.ts';
import { connectorContext } from './connector-context.ts';
import { connectorOf } from './connector-of.ts';
import { asOutcome, type ExportPlan, payloadOf } from './export-plan.ts';

/** How many documents a ledger takes in one call. */
export const mostAtOnce = ({ supports }: AccountingConnector): number => supports.batch ?? 1;

/** New copies and changes of copies go to a ledger together, when it takes several. Each is looked up on its own. */
export const exportTogether: CallsTogether<ExportPlan> = {
  most: (message, { context }) => mostAtOnce(connectorOf(context, payloadOf(message).connectorId)),
  largest: ({ accounting }) => Math.max(1, ...[...accounting.values()].map(mostAtOnce)),
  isJoinable: ({ does }) => does === 'export',
  async call(plans, scope, signal) {
    const [{ connectorId }] = plans;
    const connector = connectorOf(scope.context, connectorId);
    const documents = plans.map(({ document }) => document);
    const context = connectorContext(scope, connectorId, signal);
    // Whoever takes several has it: that was checked when billing was created.
    const answers = (await connector.exportMany?.(documents, context)) ?? [];
    return answers.map(asOutcome);
  },
};
