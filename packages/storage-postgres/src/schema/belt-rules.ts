import type { BeltRule } from './belt-rule.ts';

/** A table whose rows are neither changed nor taken away. */
const grows = (table: string, says: string): BeltRule => ({
  name: `belt_${table}_grows`,
  says,
  triggers: {
    [`belt_${table}_grows`]: { on: 'BEFORE UPDATE OR DELETE', of: table },
    [`belt_${table}_not_emptied`]: { on: 'BEFORE TRUNCATE', of: table },
  },
});

const numberKept: BeltRule = {
  name: 'belt_number_kept',
  says: 'a number that was given stays with its invoice',
  triggers: {
    belt_number_kept: {
      // Generated columns are not there yet before a row is written.
      on: 'AFTER UPDATE',
      of: 'invoices',
      when: 'OLD.number IS NOT NULL AND (NEW.series, NEW.number) IS DISTINCT FROM (OLD.series, OLD.number)',
    },
    belt_number_not_lost: { on: 'AFTER DELETE', of: 'invoices', when: 'OLD.number IS NOT NULL' },
    belt_invoices_not_emptied: { on: 'BEFORE TRUNCATE', of: 'invoices' },
  },
};

/** What the digest of an invoice is over. */
const sealed = ['id', 'kind', 'content', 'credits', 'issued'];

/** By what it is found, which follows from that. */
const foundBy = ['tenant_id', 'id', '"order"', 'key_customer', 'key_number', 'key_credited'];

const sealedOf = (value: string, row: 'OLD' | 'NEW'): string =>
  [...sealed.map((field) => `${value} -> '${field}'`), ...foundBy.map((column) => `${row}.${column}`)].join(
    ', ',
  );

/**
 * What an invoice says can change while it is a draft, and in no other way: it becomes one again as a new revision, and is
 * issued under a seal of its revision.
 */
const invoiceSealed: BeltRule = {
  name: 'belt_invoice_sealed',
  says: 'what an issued invoice says stays as it is',
  triggers: { belt_invoice_sealed: { on: 'AFTER UPDATE', of: 'invoices' } },
  variables: 'before jsonb := OLD.value::jsonb; after jsonb := NEW.value::jsonb;',
  unless: (schema) => `
      IF before ->> 'settlement' = 'draft' THEN
        IF after ->> 'settlement' = 'draft' OR EXISTS (
          SELECT FROM ${schema}.invoice_digests AS seal
           WHERE seal.tenant_id = NEW.tenant_id AND seal.id = NEW.id
             AND seal.value ->> 'revision' = after ->> 'revision') THEN RETURN NULL; END IF;
      ELSIF (${sealedOf('before', 'OLD')}) IS NOT DISTINCT FROM (${sealedOf('after', 'NEW')}) THEN
        IF after ->> 'settlement' IS DISTINCT FROM 'draft'
          OR (after ->> 'revision')::numeric > (before ->> 'revision')::numeric THEN RETURN NULL; END IF;
      END IF;`,
};

const sealKept: BeltRule = {
  name: 'belt_seal_kept',
  says: 'the seal of an issued invoice stays until it is issued again',
  triggers: {
    belt_seal_kept: {
      on: 'AFTER UPDATE',
      of: 'invoice_digests',
      when: `((NEW.value ->> 'revision')::numeric > (OLD.value ->> 'revision')::numeric AND NEW.id = OLD.id) IS NOT TRUE`,
    },
    belt_seal_not_lost: { on: 'AFTER DELETE', of: 'invoice_digests' },
    belt_seals_not_emptied: { on: 'BEFORE TRUNCATE', of: 'invoice_digests' },
  },
};

/** How far below 0 the terms of an account let it, in ten-thousandths. */
const agreedIn = (terms: string): string =>
  `(${terms} ->> 'overdraft')::numeric * CASE ${terms} ->> 'unit' WHEN 'hours' THEN 3600 ELSE 1 END * 10000`;

/**
 * A prepaid account is never drawn further than there is (R75): no lot below 0, and the account no further than its terms
 * say. Of several draws in one transaction, the last one is looked at.
 */
const drawsCovered: BeltRule = {
  name: 'belt_draws_covered',
  says: 'a prepaid account has what is drawn from it',
  triggers: {
    belt_draws_covered: {
      on: 'AFTER INSERT',
      of: 'prepaid_postings',
      when: 'NEW.quantity < 0',
      isLate: true,
    },
  },
  variables: 'agreed numeric;',
  unless: (schema) => `
      IF EXISTS (SELECT FROM ${schema}.prepaid_postings
        WHERE tenant_id = NEW.tenant_id AND key_account = NEW.key_account AND "order" > NEW."order"
          AND lot IS NOT DISTINCT FROM NEW.lot AND quantity < 0 AND xmin = pg_current_xact_id()::xid)
      THEN RETURN NULL; END IF;
      -- Two that draw at once are looked at one after the other, and who waits must see what the other one wrote.
      SELECT CASE WHEN NEW.lot IS NULL THEN ${agreedIn('value')} ELSE 0 END INTO agreed
        FROM ${schema}.prepaid_accounts
        WHERE current_setting('transaction_isolation') <> 'repeatable read'
          AND tenant_id = NEW.tenant_id AND id = NEW.key_account FOR NO KEY UPDATE;
      IF (SELECT sum(quantity) FROM ${schema}.prepaid_postings
        WHERE tenant_id = NEW.tenant_id AND key_account = NEW.key_account AND lot IS NOT DISTINCT FROM NEW.lot)
        >= -agreed THEN RETURN NULL; END IF;`,
};

/** Nor do its terms become narrower than what is overdrawn. */
const termsCover: BeltRule = {
  name: 'belt_terms_cover',
  says: 'the terms of a prepaid account cover what is overdrawn',
  triggers: {
    belt_terms_cover: {
      on: 'AFTER UPDATE',
      of: 'prepaid_accounts',
      when: `(OLD.value ->> 'overdraft', OLD.value ->> 'unit') IS DISTINCT FROM
        (NEW.value ->> 'overdraft', NEW.value ->> 'unit')`,
    },
  },
  unless: (schema) => `
      IF (SELECT coalesce(sum(quantity), 0) FROM ${schema}.prepaid_postings
        WHERE tenant_id = NEW.tenant_id AND key_account = NEW.id AND lot IS NULL)
        >= -(${agreedIn('NEW.value')}) THEN RETURN NULL; END IF;`,
};

/** Every rule of the belt but its references. */
export const beltRules: readonly BeltRule[] = [
  numberKept,
  invoiceSealed,
  sealKept,
  drawsCovered,
  termsCover,
  grows('prepaid_postings', 'the ledger of a prepaid account only grows'),
  grows('audit', 'the audit log only grows'),
];
