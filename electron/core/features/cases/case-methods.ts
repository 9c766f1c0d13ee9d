import { parseReceiptCode } from '../../../../contract/domain/receipt-code.ts';
import type { FieldError } from '../../../../contract/errors.ts';
import type { MethodResult } from '../../../../contract/kiosk-api.ts';
import type { Authority } from '../../../../contract/packs.ts';
import type { CaseView } from '../../../../contract/views.ts';
import { fail, ok } from '../../../../contract/result.ts';
import type { PrintShop } from '../../printing/print-shop.ts';
import type { HandlersOf } from '../../methods.ts';
import type { Clock } from '../../ports.ts';
import { deriveCaseAccess } from '../../sealing/receipt-key.ts';
import type { Citizen } from '../../session.ts';
import { caseDocument } from './case-document.ts';
import { createGuessLimit, type GuessLimit } from '../../guess-limit.ts';
import { openCase, type OpenCaseOptions, type OpenedCase } from './open-case.ts';

export interface CaseOptions extends OpenCaseOptions {
  readonly clock: Clock;
  readonly authorities: readonly Authority[];
  readonly shop: PrintShop;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** A person mistypes; the whole kiosk sees more people, and nobody may lock it for all for long. */
const PER_PERSON = { free: 3, first: 5 * SECOND, longest: 5 * MINUTE, forgiveAfter: 5 * MINUTE };
const PER_KIOSK = { free: 10, first: 5 * SECOND, longest: MINUTE, forgiveAfter: MINUTE };

/** Opening cases by what is on the receipt. */
export const createCaseMethods = (options: CaseOptions): HandlersOf<'cases'> => {
  const ofKiosk = createGuessLimit(options.clock, PER_KIOSK);
  const ofCitizens = new WeakMap<Citizen, GuessLimit>();
  const limitsOf = (citizen: Citizen): readonly GuessLimit[] => {
    const own = ofCitizens.get(citizen) ?? createGuessLimit(options.clock, PER_PERSON);
    ofCitizens.set(citizen, own);
    return [own, ofKiosk];
  };
  const open = async (
    typed: { readonly reference: string; readonly code: string },
    citizen: Citizen,
  ): Promise<MethodResult<'cases.open'>> => {
    const reference = parseReceiptCode(typed.reference);
    const code = parseReceiptCode(typed.code);
    if (!reference.ok || !code.ok) return fail('bad_input', { fields: mistyped(reference, code) });
    const limits = limitsOf(citizen);
    const wait = Math.max(...limits.map((limit) => limit.wait()));
    if (wait > 0) return fail('too_many', { retryAfterMs: wait });
    for (const limit of limits) limit.count();
    const access = await deriveCaseAccess(reference.value, code.value);
    const opened = await openCase(options, reference.value, access);
    if (opened.kind === 'view') {
      for (const limit of limits) limit.forgive();
      citizen.openedCases.set(access.lookupId, reference.value);
    }
    return resultOf(opened, options.authorities);
  };
  return {
    'cases.open': (typed, { citizen }) => open(typed, citizen),
    'cases.print': async ({ language, ...typed }, { citizen }) => {
      const opened = await open(typed, citizen);
      return opened.ok ? options.shop.print(caseDocument(opened.value, language), citizen) : opened;
    },
  };
};

type Parsed = ReturnType<typeof parseReceiptCode>;

/** A mistyped character shows by the check character alone; it says nothing of what exists. */
const mistyped = (reference: Parsed, code: Parsed): readonly FieldError[] => [
  ...(reference.ok ? [] : [{ field: 'reference', rule: reference.error }]),
  ...(code.ok ? [] : [{ field: 'code', rule: code.error }]),
];

const withAuthority = (view: CaseView, authorities: readonly Authority[]): CaseView => {
  const authority = authorities.find(({ id }) => id === view.authorityId);
  return authority === undefined ? view : { ...view, authorityName: authority.name };
};

const resultOf = (
  opened: OpenedCase,
  authorities: readonly Authority[],
): MethodResult<'cases.open'> => {
  switch (opened.kind) {
    case 'view':
      return ok(withAuthority(opened.view, authorities));
    case 'unknown':
      return fail('not_found');
    case 'unreachable':
      return fail('offline');
    case 'slow_down':
      return fail('too_many', { retryAfterMs: opened.retryAfterMs });
  }
};
