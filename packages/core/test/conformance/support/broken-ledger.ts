import type { AccountingSubject } from '../../../src/conformance/accounting/accounting-subject.ts';
import type { AccountingConnector, ExportOutcome } from '../../../src/ports/accounting.ts';
import { ledgerSubject } from './ledger-subject.ts';

export const rejected: ExportOutcome = { status: 'rejected', reason: 'something was wrong' };

export const retry: ExportOutcome = { status: 'retry', reason: 'no answer' };

/** The fake ledger with some of its methods changed. */
export const broken =
  (change: (honest: AccountingConnector) => Partial<AccountingConnector>): (() => AccountingSubject) =>
  () => {
    const { connector, ledger } = ledgerSubject();
    return { connector: { ...connector, ...change(connector) }, ledger };
  };
