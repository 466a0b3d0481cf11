import { Ajv, type ValidateFunction } from 'ajv';
import type { Contract, Schema } from './contract.ts';

/** The schemas as requests must meet them: nothing unknown, nothing that only Xero writes. */
export function strict(schema: Schema): Schema {
  if (schema.$ref !== undefined) return { $ref: schema.$ref };
  const items = schema.items === undefined ? {} : { items: strict(schema.items) };
  if (schema.properties === undefined) return { ...schema, ...items };
  const own = Object.entries(schema.properties).filter(([, { readOnly }]) => readOnly !== true);
  const properties = Object.fromEntries(own.map(([name, one]) => [name, strict(one)]));
  return { ...schema, ...items, properties, additionalProperties: false };
}

/** The schemas as they are: undeclared fields are there in Xero's own answers, too. */
export const lenient = (schema: Schema): Schema => schema;

/** Xero's instants have no zone, and are in UTC, as all its examples have them. */
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/;

/** Tells what is wrong with a value by a schema of a description; `null`: nothing. */
export function checkerOf(
  contract: Contract | null,
  change: (schema: Schema) => Schema,
): (schema: Schema, value: unknown) => string | null {
  const ajv = new Ajv({ strict: false, validateFormats: true });
  ajv.addFormat('uuid', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  ajv.addFormat('uri', { validate: (text: string) => URL.canParse(text) });
  ajv.addFormat('date-time', instant);
  for (const name of ['double', 'float', 'int32', 'int64', 'date', 'binary', 'byte'])
    ajv.addFormat(name, true);
  const schemas = Object.entries(contract?.components.schemas ?? {}).map(([name, schema]) => [
    name,
    change(schema),
  ]);
  ajv.addSchema({ $id: 'xero', components: { schemas: Object.fromEntries(schemas) } });
  const compiled = new Map<string, ValidateFunction>();
  return (schema, value) => {
    const key = JSON.stringify(schema);
    const validate = compiled.get(key) ?? ajv.compile(absolute(schema));
    compiled.set(key, validate);
    if (validate(value)) return null;
    const [first] = validate.errors ?? [];
    return `${first?.instancePath ?? ''} ${first?.message ?? ''} ${JSON.stringify(first?.params ?? {})}`;
  };
}

/** References from outside of a description. */
function absolute(schema: Schema): Schema {
  if (schema.$ref !== undefined) return { $ref: `xero${schema.$ref}` };
  return schema.items === undefined ? schema : { ...schema, items: absolute(schema.items) };
}
