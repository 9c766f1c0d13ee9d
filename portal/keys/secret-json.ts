import * as v from 'valibot';
import type { PortalRandom } from '../ports.ts';
import { createSecretFile, readSecretFile, SecretFileError } from './secret-file.ts';

const parse = <S extends v.GenericSchema>(
  path: string,
  text: string,
  schema: S,
): v.InferOutput<S> => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new SecretFileError(`${path} is not JSON`); // never with the text: it holds keys
  }
  const parsed = v.safeParse(schema, json);
  if (!parsed.success) throw new SecretFileError(`${path} does not hold the keys it should`);
  return parsed.output;
};

/** A file of secrets as JSON; made by `create` when there is none. Of two processes at the same moment one makes it. */
export const loadSecretJson = async <S extends v.GenericSchema>(
  path: string,
  schema: S,
  random: PortalRandom,
  create: () => Promise<v.InferInput<S>>,
): Promise<v.InferOutput<S>> => {
  const text = await readSecretFile(path);
  if (text !== undefined) return parse(path, text, schema);
  const suffix = Buffer.from(random.bytes(6)).toString('hex');
  const fresh = `${JSON.stringify(await create(), null, 2)}\n`;
  if (await createSecretFile(path, fresh, suffix)) return parse(path, fresh, schema);
  return loadSecretJson(path, schema, random, create);
};
