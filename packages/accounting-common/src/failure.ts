import { BillingError, type ErrorDetails } from '@billwright/core';

type Failure = ErrorDetails['CONNECTOR_FAILED'];

/** An error of the connector; what is not given is `null`. */
export const failure = (
  connectorId: string,
  kind: Failure['kind'],
  reason: string,
  given: Partial<Omit<Failure, 'connectorId' | 'kind' | 'reason'>> = {},
): BillingError<'CONNECTOR_FAILED'> =>
  new BillingError('CONNECTOR_FAILED', {
    connectorId,
    kind,
    status: null,
    fault: null,
    trace: null,
    after: null,
    ...given,
    reason,
  });
