import { answersFile, questionsFile } from '../../../contract/transfer-bundle.ts';
import { deviceOf } from '../../../electron/core/sync/device-record.ts';
import type { PortalContext } from '../../../portal/context.ts';
import { answerBundle } from '../../../portal/stick/answer-bundle.ts';
import type { SyncKiosk } from './sync-kiosk.ts';

/** Where a kiosk of these tests finds its stick. */
export const STICK = '/stick';

export const nameOf = ({ store }: Pick<SyncKiosk, 'store'>): string =>
  deviceOf(store.data).enrolled?.kiosk ?? '';

const read = async ({ disk }: SyncKiosk, name: string): Promise<string> => {
  const file = await disk.open(`${STICK}/${name}`, 'read');
  const text = new TextDecoder().decode(await file.read(0, await file.size()));
  await file.close();
  return text;
};
const write = async ({ disk }: SyncKiosk, name: string, text: string): Promise<void> => {
  if ((await disk.list(STICK)).includes(name)) await disk.remove(`${STICK}/${name}`);
  const file = await disk.open(`${STICK}/${name}`, 'create-new');
  await file.write(0, new TextEncoder().encode(text));
  await file.close();
};

export const readQuestions = (kiosk: SyncKiosk): Promise<string> =>
  read(kiosk, questionsFile(nameOf(kiosk)));

/** The portal's answers to what is on the stick now, still in somebody's pocket: call it to put them on the stick. */
export const answerStick = async (
  context: PortalContext,
  kiosk: SyncKiosk,
): Promise<() => Promise<void>> => {
  const answers = await answerBundle(context, await readQuestions(kiosk));
  const name = answersFile(nameOf(kiosk));
  return () => write(kiosk, name, JSON.stringify(answers));
};
