import type { ErrorCode } from './codes.ts';
import type { ErrorEntries } from './error-entry.ts';

/** The codes for what is stored, and for calls of the engine. */
export const engineErrors = {
  ALREADY_BILLED: {
    when: 'Something was to be billed that a bill has already.',
    remedy: 'Read the facts again and bill what is open. Keys of calls make calling twice harmless.',
    message: ({ kind, id, billId }) => `the ${kind} "${id}" was billed by "${billId}"`,
  },
  ALREADY_EXISTS: {
    when: 'Something was added under an id that is taken.',
    remedy: 'Give it another id, or change what has this one.',
    message: ({ collection, id }) => `"${id}" is in ${collection} already`,
  },
  BATCH_STATE: {
    when: 'A batch is not in a state that allows what was asked.',
    remedy:
      'Take a new key for a new batch. What was issued is credited or voided first, invoice by invoice.',
    message: ({ batchId, state, action, invoiceIds }) =>
      `the batch "${batchId}" is ${state}, and can not be asked to ${action}${invoiceIds.length === 0 ? '' : `: ${invoiceIds.join(', ')} stand in the way`}`,
  },
  CONNECTOR_FAILED: {
    when: 'A call of a ledger did not succeed.',
    remedy:
      'Look at `kind`: change what was refused, wait when it is limited, and look up what is unknown before anything is sent again. The ledger knows the call by `trace`.',
    message: ({ connectorId, kind, status, fault, reason, trace }) =>
      `"${connectorId}", ${kind}${status === null ? '' : `, status ${status}`}${fault === null ? '' : `, fault ${fault}`}: ${reason}${trace === null ? '' : ` (call ${trace})`}`,
  },
  CONNECTOR_LACKS: {
    when: 'A ledger was asked for something that it can not do.',
    remedy:
      'Look at what the connector `supports`, and do it another way: mail the invoice, void its copy by hand.',
    message: ({ connectorId, ability }) => `the connector "${connectorId}" does not support "${ability}"`,
  },
  CONNECTOR_NOT_CONNECTED: {
    when: 'A ledger was to be called for a tenant that is not connected to it, or not any more.',
    remedy: 'Let somebody who may connect the ledger again.',
    message: ({ connectorId, tenantId, reason }) =>
      `the tenant "${tenantId}" is not connected to "${connectorId}": ${reason}`,
  },
  CONNECTOR_UNKNOWN: {
    when: 'A ledger was named that billing was not given.',
    remedy: 'Hand the connector in as `accounting` of `createBilling`, or name one of those that are known.',
    message: ({ connectorId, known }) =>
      `there is no connector "${connectorId}", but: ${known.join(', ') || 'none'}`,
  },
  INVOICE_HELD: {
    when: 'A draft was to be issued that a plugin holds back.',
    remedy: 'Look at the reason, change the draft or what the plugin asks for, and issue it again.',
    message: ({ invoiceId, plugin, reason }) => `"${plugin}" holds "${invoiceId}" back: ${reason}`,
  },
  KEY_REUSED: {
    when: 'A key that was given with one call was given with another.',
    remedy: 'Give each intent a key of its own, and repeat a call with exactly what it had.',
    message: ({ key, method }) => `the key "${key}" was used for another call than this ${method}`,
  },
  MAILER_MISSING: {
    when: 'Something was to be mailed, and billing has no mailer.',
    remedy:
      'Hand one in as `mailer` of `createBilling`, or let a ledger deliver with `deliverBy` in the settings.',
    message: () => 'there is no mailer',
  },
  MAIL_UNWRITABLE: {
    when: 'A mail can’t be written, however often it is tried: an address is none, a template names what is not there.',
    remedy:
      'Mend what `reason` names, then send the mail again; `previewMail` shows whether it can be written.',
    message: ({ reason }) => reason,
  },
  MESSAGE_STATE: {
    when: 'A message was to be tried again or dropped that can not be in its state.',
    remedy: 'Wait until it is done or dead; only a dead one is tried again by a person.',
    message: ({ messageId, state, action, reason }) =>
      `the message "${messageId}" is ${state}, so "${action}" is refused: ${reason}`,
  },
  NOT_FOUND: {
    when: 'Something was named by an id that nothing has.',
    remedy: 'Check the id, and the tenant in which it was looked for.',
    message: ({ collection, id }) => `there is no "${id}" in ${collection}`,
  },
  NUMBER_TAKEN: {
    when: 'The next number of a series is that of another invoice, since its pattern or its name was changed.',
    remedy: 'Give the series a pattern, or a name, that makes numbers of its own.',
    message: ({ number, invoiceId }) => `the number "${number}" is that of "${invoiceId}"`,
  },
  RECIPIENT_MISSING: {
    when: 'An invoice was to be sent, and neither the invoice nor its customer has an e-mail address.',
    remedy:
      'Give the customer an address, or say with `to` where the invoice goes. Where a ledger was to send it, it is copied there.',
    message: ({ invoiceId, customerId }) =>
      `the invoice "${invoiceId}" goes nowhere: the customer "${customerId}" has no e-mail address`,
  },
  RUNNER_UNAVAILABLE: {
    when: 'The queue of a runner could not be reached, or is not set up.',
    remedy:
      'Mend what the message names and call again; what was handed over before is not doubled. The tick repeats what was broken off.',
    message: ({ reason }) => `the runner can not be reached: ${reason}`,
  },
  SETTINGS_MISSING: {
    when: 'Something was to be billed of a tenant that has no settings yet.',
    remedy: 'Put the settings first: who sells, in which currency, in which zone.',
    message: ({ tenantId }) => `the tenant "${tenantId}" has no settings`,
  },
  STORAGE_CONFLICT: {
    when: 'Somebody else changed the same at the same time, again and again.',
    remedy: 'Call again. When it lasts, look for a call that never ends.',
    message: ({ collection, id }) => `${collection} "${id}" was changed by somebody else`,
  },
  STORAGE_CONSTRAINT: {
    when: 'What was to be written breaks a rule that the database itself holds, such as one number for one invoice.',
    remedy: 'Nothing was written. Report it: a storage that keeps its promises never gets this far.',
    message: ({ collection, id, rule }) => `${collection} "${id}" would break the rule ${rule}`,
  },
  STORAGE_LOCKED: {
    when: 'A folder with an embedded database was opened while another process has it open.',
    remedy: 'Close the other process, or let both use a PostgreSQL server.',
    message: ({ folder }) => `another process has the database in ${folder} open`,
  },
  STORAGE_REFUSED: {
    when: 'A database was opened in a way in which a storage can not keep its promises.',
    remedy: 'Mend what the message names, and open it again.',
    message: ({ reason }) => `the database was not opened: ${reason}`,
  },
  STORAGE_UNAVAILABLE: {
    when: 'The storage could not be reached; nothing was changed.',
    remedy: 'Call again when it can be reached.',
    message: ({ reason }) => `the storage can not be reached: ${reason}`,
  },
  STORAGE_UNKNOWN: {
    when: 'The connection was lost while a change was committed, so nobody can say whether it was.',
    remedy: 'Call again with the same key: if it was committed, the second call changes nothing.',
    message: ({ reason }) => `nobody can say whether it was committed: ${reason}`,
  },
  STORAGE_VERSION: {
    when: 'The tables in a database are older or newer than those that the package works with.',
    remedy: 'Older: migrate the database. Newer: update the package; a migration is never taken back.',
    message: ({ found, known }) =>
      `the database has version ${found} of the tables, and version ${known} is needed`,
  },
  TENANT_NOT_EMPTY: {
    when: 'A tenant was to be imported where it has rows already.',
    remedy: 'Import into a storage that knows nothing of the tenant.',
    message: ({ tenantId, collection, id }) =>
      `tenant "${tenantId}" has rows here, such as ${collection} "${id}"`,
  },
  TIMER_RUNNING: {
    when: 'A timer was to run while another one of the agent runs.',
    remedy: 'Stop or pause that one first, or say with `whenRunning` what becomes of it.',
    message: ({ agentId, timerId }) => `the timer "${timerId}" of "${agentId}" runs`,
  },
  TRANSACTION_NESTED: {
    when: 'A transaction was opened inside another one.',
    remedy: 'Use the transaction that is open: a body does everything through it, and calls nothing outside.',
    message: () => 'a transaction can not be opened inside another one',
  },
  TRANSACTION_OVER: {
    when: 'A transaction was used after it had ended.',
    remedy: 'Wait for everything that the body began before it returns.',
    message: () => 'the transaction has ended',
  },
  WORK_LOCKED: {
    when: 'Work that a bill has taken was to be changed or deleted.',
    remedy: 'Delete the draft, void the invoice, or credit it with release; then change the work.',
    message: ({ kind, id, billId }) => `the ${kind} "${id}" is taken by the bill "${billId}"`,
  },
} satisfies Partial<ErrorEntries<ErrorCode>>;
