import type { IncomingMessage } from 'node:http';
import * as v from 'valibot';
import { fail } from '../../../contract/result.ts';
import type { Result } from '../../../contract/result.ts';
import type { Core, SessionId } from '../../core/core.ts';
import { MOST_CALL_BYTES } from '../call-limits.ts';

/** HTTP status and the `Result` that is the body. Answers of the core are 200, also its refusals. */
export interface CallAnswer {
  readonly status: 200 | 400 | 413;
  readonly result: Result<unknown>;
}

const callSchema = v.strictObject({ method: v.string(), input: v.unknown() });

/** What is read and thrown away of a body that is too long, so that the sender lives to see the answer. */
const MOST_DRAINED_BYTES = 32 * 1024 * 1024;

/** `POST /call` with `{"method": …, "input": …}`: carries both to the core unchanged. */
export const answerCall = async (
  core: Pick<Core, 'call'>,
  session: SessionId,
  request: IncomingMessage,
): Promise<CallAnswer> => {
  const body = await readBody(request);
  if (body === undefined) return { status: 413, result: fail('too_large') };
  const call = parseCall(body);
  if (call === undefined) return { status: 400, result: fail('bad_input') };
  return { status: 200, result: await core.call(session, call.method, call.input) };
};

/** Undefined when it is longer than a call may be. */
const readBody = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.byteLength;
    if (length <= MOST_CALL_BYTES) chunks.push(chunk);
    else chunks.length = 0;
    if (length > MOST_DRAINED_BYTES) break;
  }
  return length > MOST_CALL_BYTES ? undefined : Buffer.concat(chunks);
};

const parseCall = (body: Buffer): v.InferOutput<typeof callSchema> | undefined => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    const parsed = v.safeParse(callSchema, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch (error) {
    // Not UTF-8 or not JSON: both are the sender's mistake.
    if (error instanceof TypeError || error instanceof SyntaxError) return undefined;
    throw error;
  }
};
