import * as v from 'valibot';
import {
  batchReplySchema,
  MESSAGE_TYPES,
  type BatchReply,
} from '../../../contract/sync-protocol.ts';
import type { KioskError } from '../../../contract/errors.ts';
import {
  answersBundleSchema,
  answersFile,
  BUNDLE_LIMITS,
  questionsFile,
  type AnswersBundle,
  type QuestionsBundle,
} from '../../../contract/transfer-bundle.ts';
import type { ExportReport, ImportReport } from '../../../contract/staff-views.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { ExportFault, ImportFault, QueueTransfer } from '../kept-queue.ts';
import type { StickFiles } from '../stick-files.ts';
import { changeDevice, deviceOf, forgetOfDevice } from './device-record.ts';
import { type EnrolledDevice, enrolledDevice } from './enrolled-device.ts';
import { type PullPage, pullPageSchema } from './pull-page.ts';
import { newPull, takeReply, type PullOptions } from './pull.ts';
import { applyAnswer, type PushOptions } from './push.ts';
import { openMessage, signMessage } from './signed-messages.ts';

export interface TransferOptions
  extends
    Pick<PushOptions, 'outbox' | 'batches' | 'newLife'>,
    Pick<
      PullOptions,
      | 'store'
      | 'time'
      | 'random'
      | 'clock'
      | 'casesChanged'
      | 'published'
      | 'audit'
      | 'log'
      | 'leases'
    > {
  /** Undefined on a kiosk with no agreed folder. */
  readonly stick: StickFiles | undefined;
  /** Drops what need not be kept any longer at this time of the portal's. */
  readonly tidy: (now: number) => Promise<void>;
}

/** What the stick's answers turned out to be, each verified. */
interface Verified {
  readonly batches: readonly BatchReply[];
  readonly page?: PullPage;
}

const answersText = v.pipe(v.string(), v.parseJson(), answersBundleSchema);

/** Exports and imports by stick. */
export const createTransfer = (options: TransferOptions): QueueTransfer => {
  const { stick, store } = options;
  return {
    export: async () => {
      const device = await enrolledDevice(store.data);
      if (device === undefined) return fail('not_set_up');
      return stick === undefined ? fail('no_medium') : exportTo(options, stick, device);
    },
    import: async () => {
      const device = await enrolledDevice(store.data);
      if (device === undefined) return fail('not_set_up');
      if (stick === undefined) return fail('no_medium');
      const text = await stick.read(answersFile(device.kiosk), BUNDLE_LIMITS.bytes);
      if (!text.ok) return text;
      const bundle = v.safeParse(answersText, text.value);
      return bundle.success ? importFrom(options, bundle.output, device) : fail('bad_bundle');
    },
  };
};

const exportTo = async (
  options: TransferOptions,
  stick: StickFiles,
  device: EnrolledDevice,
): Promise<Result<ExportReport, KioskError<ExportFault>>> => {
  const { batches, outbox, store, clock } = options;
  const fixed = await batches.current(device.kiosk, BUNDLE_LIMITS.batches);
  for (const batch of fixed) batches.doubt(batch); // the stick may reach the portal at any time
  const question = newPull(options, device.kiosk, await options.leases?.());
  // Durable before it leaves: an answer is taken only for a question that was asked.
  const asked = { stickNonce: question.nonce, stickChain: question.chain?.seq ?? 0 };
  await store.update((writer) => changeDevice(writer, asked), { urgent: true });
  const messages = [
    ...fixed.map(({ payload }) => signMessage(payload, MESSAGE_TYPES.batch, device.key)),
    signMessage(JSON.stringify(question), MESSAGE_TYPES.pull, device.key),
  ];
  const bundle: QuestionsBundle = {
    v: 1,
    kind: 'asan-kiosk-questions',
    kiosk: device.kiosk,
    madeAt: Math.max(0, Math.floor(clock.now())),
    messages,
  };
  const written = await stick.write(questionsFile(device.kiosk), JSON.stringify(bundle));
  if (!written.ok) return written;
  const submissions = fixed.reduce((sum, { record }) => sum + record.items.length, 0);
  return ok({
    file: written.value,
    submissions,
    left: Math.max(0, outbox.line.size - submissions),
  });
};

const verify = (
  { store }: TransferOptions,
  { messages, kiosk: addressee }: AnswersBundle,
  { kiosk, signingKey }: EnrolledDevice,
): Verified | undefined => {
  if (addressee !== kiosk) return undefined;
  const batches: BatchReply[] = [];
  let page: PullPage | undefined;
  for (const jws of messages) {
    const reply = openMessage(jws, MESSAGE_TYPES.batchReply, batchReplySchema, signingKey);
    if (reply?.kiosk === kiosk) {
      batches.push(reply);
      continue;
    }
    const pulled = openMessage(jws, MESSAGE_TYPES.pullReply, pullPageSchema, signingKey);
    if (pulled?.kiosk !== kiosk) return undefined;
    // A page that answers an older question is passed over: its cursor may lie behind ours.
    if (pulled.nonce === deviceOf(store.data).stickNonce) page = pulled;
  }
  return { batches, ...(page && { page }) };
};

/** All messages are verified before the first is taken: a doctored file changes nothing. */
const importFrom = async (
  options: TransferOptions,
  bundle: AnswersBundle,
  device: EnrolledDevice,
): Promise<Result<ImportReport, KioskError<ImportFault>>> => {
  const verified = verify(options, bundle, device);
  if (verified === undefined) return fail('bad_bundle');
  const report = { received: 0, setAside: 0, cases: 0 };
  for (const reply of verified.batches.filter(isOfToday(options, verified))) {
    const [batch] = await options.batches.current(device.kiosk, 1);
    if (batch?.record.digest !== reply.batch || batch.record.seq !== reply.seq) continue;
    if (!(await applyAnswer(options, batch, reply))) break;
    report.received += countOf(reply, ['accepted', 'duplicate']);
    report.setAside += countOf(reply, ['refused']);
  }
  if (verified.page !== undefined) report.cases = await takePage(options, verified.page);
  await options.tidy(newestTime(verified));
  return ok(report);
};

/** Given in the epoch that this kiosk knows or that the page tells: an earlier one has ended. */
const isOfToday =
  ({ store }: TransferOptions, { page }: Verified) =>
  ({ epoch }: BatchReply): boolean =>
    epoch === page?.epoch || epoch === deviceOf(store.data).enrolled?.epoch;

const countOf = ({ results }: BatchReply, wanted: readonly string[]): number =>
  results.filter(({ status }) => wanted.includes(status)).length;

/** The portal's, as it signed it: this device's clock may be wrong by years. */
const newestTime = ({ batches, page }: Verified): number =>
  Math.max(page?.serverTime ?? 0, ...batches.map(({ serverTime }) => serverTime));

const takePage = async (options: TransferOptions, page: PullPage): Promise<number> => {
  const { store } = options;
  await takeReply(options, page, deviceOf(store.data).stickChain);
  await store.update((writer) => forgetOfDevice(writer, ['stickNonce', 'stickChain']), {
    urgent: true,
  });
  return page.cases.length;
};
