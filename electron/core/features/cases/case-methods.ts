import { parseReceiptCode } from '../../../../contract/domain/receipt-code.ts';
import type { FieldError } from '../../../../contract/errors.ts';
import type { MethodResult } from '../../../../contract/kiosk-api.ts';
import { fail, ok } from '../../../../contract/result.ts';
import type { PrintShop } from '../../printing/print-shop.ts';
import type { HandlersOf } from '../../methods.ts';
import { NO_DOCUMENTS } from '../../documents.ts';
import type { Clock, Log } from '../../ports.ts';
import { type CaseAccess, deriveCaseAccess } from '../../sealing/receipt-key.ts';
import type { Citizen, PapersSaved } from '../../session.ts';
import type { Store } from '../../store/store.ts';
import { addPapers, type AddPapersOptions, beginAddition, listedPapers } from './add-papers.ts';
import { caseDocument } from './case-document.ts';
import { type CitizenCases, createCitizenCases, type RememberedCase } from './citizen-cases.ts';
import { createKioskGuesses } from './kiosk-guesses.ts';
import { openCase, type OpenCaseOptions, type OpenedCase } from './open-case.ts';
import { listOwnCases } from './own-cases.ts';
import { sendMessage, type SendOptions } from './send-message.ts';

export interface CaseOptions extends Omit<OpenCaseOptions, 'data' | 'readBody' | 'queue'> {
  readonly queue: OpenCaseOptions['queue'] & SendOptions['queue'] & AddPapersOptions['queue'];
  readonly mostWaitingBytes: number;
  readonly ids: SendOptions['ids'];
  readonly clock: Clock;
  readonly log: Log;
  readonly shop: PrintShop;
  readonly store: Store;
}

type Shown = MethodResult<'cases.open'>;

/** Opening cases by what is on the receipt or by sign-in, and writing in them. */
export const createCaseMethods = (given: CaseOptions): HandlersOf<'cases'> => {
  const { store } = given;
  const options = { ...given, data: store.data, readBody: store.readBody };
  const casesOf = createCitizenCases(options.clock);
  const ofKiosk = createKioskGuesses(options.store, options.clock, options.log);
  const again = async (
    own: CitizenCases,
    reference: string,
    { access, state }: RememberedCase,
  ): Promise<Shown> =>
    remember(own, reference, access, await openCase(options, reference, access, state));
  const open = async (
    typed: { readonly reference: string; readonly code: string },
    citizen: Citizen,
  ): Promise<Shown> => {
    const reference = parseReceiptCode(typed.reference);
    const code = parseReceiptCode(typed.code);
    if (!reference.ok || !code.ok) return fail('bad_input', { fields: mistyped(reference, code) });
    const own = casesOf(citizen);
    const wait = Math.max(own.guesses.wait(), ofKiosk.wait());
    if (wait > 0) return fail('too_many', { retryAfterMs: wait });
    own.guesses.count();
    await ofKiosk.count();
    const access = await deriveCaseAccess(reference.value, code.value);
    const opened = await openCase(options, reference.value, access);
    if (opened.kind === 'view') {
      own.guesses.forgive();
      await ofKiosk.forgive();
      citizen.openedCases.set(access.lookupId, reference.value);
    }
    return remember(own, reference.value, access, opened);
  };
  const openAgain = (reference: string, citizen: Citizen): Promise<Shown> | Shown => {
    const own = casesOf(citizen);
    const known = own.opened.get(reference);
    return known === undefined ? fail('not_found') : again(own, reference, known);
  };
  /** The case as it stands now, and how it is opened. */
  const asItStands = async (
    reference: string,
    citizen: Citizen,
  ): Promise<{ readonly shown: Shown; readonly remembered?: RememberedCase | undefined }> => {
    const shown = await openAgain(reference, citizen);
    return { shown, remembered: casesOf(citizen).opened.get(reference) };
  };
  const savePapers = async (
    applicationId: string,
    reference: string,
    citizen: Citizen,
  ): Promise<PapersSaved> => {
    const { shown, remembered } = await asItStands(reference, citizen);
    if (!shown.ok) return shown;
    if (remembered === undefined) return fail('not_found');
    if (!shown.value.acts.includes('add-document')) return fail('case_closed');
    const { files } = citizen.documents.held.get(applicationId) ?? NO_DOCUMENTS;
    const added = await addPapers(options, applicationId, remembered.access, files);
    if (added.ok) citizen.documents.held.delete(applicationId);
    return added;
  };
  return {
    'cases.open': (typed, { citizen }) => open(typed, citizen),
    'cases.print': async ({ reference, code, language }, { citizen }) => {
      const opened = await (code === undefined
        ? openAgain(reference, citizen)
        : open({ reference, code }, citizen));
      return opened.ok ? options.shop.print(caseDocument(opened.value, language), citizen) : opened;
    },
    'cases.openAgain': ({ reference }, { citizen }) => openAgain(reference, citizen),
    'cases.listOwn': (_input, { citizen }) => listOwnCases(options, citizen, casesOf(citizen)),
    'cases.send': async ({ reference, act, text, slotId }, { citizen }) => {
      const own = casesOf(citizen);
      const known = own.opened.get(reference);
      if (known === undefined) return fail('not_found');
      const before = await again(own, reference, known);
      if (!before.ok) return before;
      const sent = await sendMessage(options, before.value, known.access, {
        act,
        text,
        ...(slotId !== undefined && { slotId }),
      });
      if (!sent.ok) return sent;
      return again(own, reference, own.opened.get(reference) ?? known);
    },
    'cases.beginPapers': async ({ reference }, { citizen }) => {
      const { shown, remembered } = await asItStands(reference, citizen);
      if (!shown.ok) return shown;
      if (!shown.value.acts.includes('add-document')) return fail('case_closed');
      const serviceId = remembered?.state?.serviceId;
      const applicationId = beginAddition(citizen, reference, serviceId, options.ids);
      return ok({ applicationId, papers: listedPapers(options.packs, serviceId) });
    },
    'cases.sendPapers': async ({ applicationId }, { citizen }) => {
      const addition = citizen.additions.get(applicationId);
      if (addition === undefined) return fail('not_found');
      addition.sent ??= savePapers(applicationId, addition.reference, citizen);
      const saved = await addition.sent.catch((error: unknown) => {
        addition.sent = undefined;
        throw error;
      });
      if (saved.ok) return openAgain(addition.reference, citizen);
      // What was not saved may be tried again, and more may be added to it.
      addition.sent = undefined;
      return saved;
    },
  };
};

/** A case that was opened once needs no code again in this session. */
const remember = (
  own: CitizenCases,
  reference: string,
  access: CaseAccess,
  opened: OpenedCase,
): MethodResult<'cases.open'> => {
  if (opened.kind === 'view') own.opened.set(reference, { access, state: opened.state });
  return resultOf(opened);
};

type Parsed = ReturnType<typeof parseReceiptCode>;

/** A mistyped character shows by the check character alone; it says nothing of what exists. */
const mistyped = (reference: Parsed, code: Parsed): readonly FieldError[] => [
  ...(reference.ok ? [] : [{ field: 'reference', rule: reference.error }]),
  ...(code.ok ? [] : [{ field: 'code', rule: code.error }]),
];

const resultOf = (opened: OpenedCase): MethodResult<'cases.open'> => {
  switch (opened.kind) {
    case 'view':
      return ok(opened.view);
    case 'unknown':
      return fail('not_found');
    case 'unreachable':
      return fail('offline');
    case 'slow_down':
      return fail('too_many', { retryAfterMs: opened.retryAfterMs });
  }
};
