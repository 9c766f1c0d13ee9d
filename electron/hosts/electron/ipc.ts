import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import * as v from 'valibot';
import { fail } from '../../../contract/result.ts';
import type { Result } from '../../../contract/result.ts';
import type { Core, SessionId } from '../../core/core.ts';
import type { Log } from '../../core/ports.ts';
import { MOST_CALL_BYTES } from '../call-limits.ts';
import { isKioskAddress } from './app-protocol.ts';
import { CALL_CHANNEL } from './channels.ts';

type Sender = Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>;

/**
 * Whether a message comes from the main frame of the kiosk's window while it shows our own page.
 * A frame that is gone (null) is refused, as is every frame inside the page.
 */
export const isKioskSender = (
  { sender, senderFrame }: Sender,
  kiosk: WebContents | undefined,
): boolean =>
  kiosk !== undefined &&
  sender === kiosk &&
  senderFrame !== null &&
  senderFrame === kiosk.mainFrame &&
  senderFrame.parent === null &&
  isKioskAddress(senderFrame.url);

const callSchema = v.strictObject({ method: v.string(), input: v.unknown() });

/**
 * Reads a message as JSON: what structured cloning can carry beyond that (maps, dates, cycles,
 * buffers) never reaches the core, so both hosts carry the same.
 */
const parseCall = (message: unknown): Result<v.InferOutput<typeof callSchema>> => {
  const text = toJson(message);
  if (text === undefined) return fail('bad_input');
  if (Buffer.byteLength(text) > MOST_CALL_BYTES) return fail('too_large');
  const parsed = v.safeParse(callSchema, JSON.parse(text));
  return parsed.success ? { ok: true, value: parsed.output } : fail('bad_input');
};

const toJson = (message: unknown): string | undefined => {
  try {
    return JSON.stringify(message);
  } catch (error) {
    // Cycles and big integers.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
};

interface CallSettings {
  readonly core: Pick<Core, 'call'>;
  readonly log: Log;
  readonly kioskContents: () => WebContents | undefined;
  readonly session: () => SessionId;
}

/** Answers the one channel; a stranger gets an error like everybody else, not silence. */
export const answerCalls = (ipc: Pick<IpcMain, 'handle'>, settings: CallSettings): void => {
  ipc.handle(CALL_CHANNEL, async (event, message: unknown): Promise<Result<unknown>> => {
    if (!isKioskSender(event, settings.kioskContents())) {
      settings.log.warn('call.sender_refused');
      return fail('not_allowed');
    }
    const call = parseCall(message);
    if (!call.ok) return call;
    return settings.core.call(settings.session(), call.value.method, call.value.input);
  });
};
