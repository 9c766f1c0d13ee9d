import { parseTimeAnswer } from '../../../../contract/domain/reception.ts';
import type { FieldError } from '../../../../contract/errors.ts';
import {
  type Answers,
  IDENTITY_LEVELS,
  type IdentityLevel,
  type Question,
  type ServicePack,
} from '../../../../contract/packs.ts';
import type { AskedReception } from '../../../../contract/receptions.ts';
import type { AskedReceptionView } from '../../../../contract/views.ts';
import type { LeaseClaim, ReceptionLeases } from '../../reception-leases.ts';
import type { ReceptionTimes } from '../../reception-times.ts';

/** What a reception's submission carries beside its answers. */
export interface AskedFor {
  readonly asked: AskedReception;
  /** What the citizen is told of it. */
  readonly told: AskedReceptionView;
  /** Of a time that is certain. */
  readonly claim?: LeaseClaim | undefined;
}

export interface AskingOptions {
  readonly times: Pick<ReceptionTimes, 'find'>;
  readonly leases: Pick<ReceptionLeases, 'claim'>;
}

type Asking =
  | { readonly ok: true; readonly value: AskedFor | undefined }
  | { readonly ok: false; readonly problem: FieldError };

const fieldOf = ({ questions }: ServicePack, wanted: Question['kind']): string =>
  questions.find(({ kind }) => kind === wanted)?.field ?? '';

/** The higher of the form's level and the one that the chosen official asks for. */
export const levelNeeded = (
  service: ServicePack,
  answers: Answers,
  officialLevel: (officialId: string) => IdentityLevel | undefined,
): IdentityLevel => {
  if (service.purpose !== 'reception') return service.level;
  const asked = officialLevel(String(answers[fieldOf(service, 'official')])) ?? service.level;
  return IDENTITY_LEVELS.indexOf(asked) > IDENTITY_LEVELS.indexOf(service.level)
    ? asked
    : service.level;
};

/**
 * Looks at the chosen times once more at the moment of sending. A time that was shown as certain and
 * is not any more, or that is gone, is never sent: the citizen chooses again.
 */
export const askForReception = (
  { times, leases }: AskingOptions,
  service: ServicePack,
  answers: Answers,
): Asking => {
  if (service.purpose !== 'reception') return { ok: true, value: undefined };
  const field = fieldOf(service, 'reception-times');
  const gone: Asking = { ok: false, problem: { field, rule: 'time_gone' } };
  const given = answers[field];
  const chosen = (Array.isArray(given) ? given : []).map(parseTimeAnswer);
  const found = chosen.flatMap((time) => (time === undefined ? [] : [times.find(time.slotId)]));
  const offered = found.filter((time) => time !== undefined);
  const [first] = chosen;
  if (first === undefined || offered.length < chosen.length) return gone;
  const claim = first.firm ? leases.claim(first.slotId) : undefined;
  if (first.firm && claim === undefined) return gone;
  return {
    ok: true,
    value: {
      asked: {
        officialId: String(answers[fieldOf(service, 'official')]),
        topicId: String(answers[fieldOf(service, 'reception-topic')]),
        wishes: offered.map(({ time }) => time.slotId),
        ...(claim && { lease: claim.leaseId }),
      },
      told: {
        certain: claim !== undefined,
        times: offered.map(({ appointment }) => appointment),
      },
      claim,
    },
  };
};
