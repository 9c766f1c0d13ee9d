import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';

export type JsonSchema = Record<string, unknown>;

/** The JSON Schema (2020-12) of what is accepted. Rules that JSON Schema cannot say are left out of it. */
export const jsonSchemaOf = (schema: GenericSchema): JsonSchema => {
  const converted = toJsonSchema(schema, {
    target: 'draft-2020-12',
    typeMode: 'input',
    errorMode: 'ignore',
  });
  delete converted.$schema; // the document names the dialect
  return { ...converted };
};
