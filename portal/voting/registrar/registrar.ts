import type { VoteClass } from '../../../contract/domain/survey.ts';
import type { PublicJwk } from '../../../contract/sync-protocol.ts';
import type { SurveyManifest, VoteKey } from '../../../contract/voting/manifest.ts';
import type { VoteAnswer, VoteRefusal, VoteRequest } from '../../../contract/voting/registrar.ts';
import type { Db, Tx } from '../../context.ts';
import type { VoteChannel } from '../../db/tables/voting.ts';
import { digestOf, tagOf } from '../../seals/digest.ts';
import type { SealingKey } from '../../seals/key-agreement.ts';
import type { RegistrarKeys } from '../role-keys.ts';
import type { SurveyRecords } from '../survey-records.ts';
import { identityFault, type ProofCheck, type ProofState, stateOfProof } from './identity.ts';
import { createVoteKey, createVoteSigners, type FreshVoteKey } from './vote-keys.ts';

export interface RegistrarOptions {
  readonly keys: RegistrarKeys;
  readonly surveys: SurveyRecords;
  readonly checkProof: ProofCheck;
}

/** How and when a request came. Moments in milliseconds since the Unix epoch. */
export interface Arrival {
  readonly channel: VoteChannel;
  /** When it was cast, by the clock of the device that kept it. */
  readonly castAt: number;
  readonly now: number;
}

export interface IssuedCounts {
  readonly verified: number;
  readonly declared: number;
  readonly byChannel: Readonly<Record<VoteChannel, number>>;
}

/** Knows who asked, and gives each person one blind signature a survey. Never sees a ballot. */
export interface Registrar {
  readonly sealingPublic: PublicJwk;
  /** Private keys by kid, for the requests sealed to it. */
  readonly sealingKeys: ReadonlyMap<string, SealingKey>;
  /** Keys for a survey that is being made. */
  createKeys(surveyId: string, classes: readonly VoteClass[]): Promise<readonly FreshVoteKey[]>;
  keepKeys(tx: Tx, surveyId: string, keys: readonly FreshVoteKey[]): Promise<void>;
  /**
   * Asks the provider about the proof of a request, if its class needs one: before `decide`, and never
   * inside a transaction, for the provider may let wait.
   */
  askForProof(db: Db, request: VoteRequest, arrival: Arrival): Promise<ProofState>;
  /**
   * The same request is answered in the same way as long as the survey has its keys, whatever `proof`
   * says by then. `later`: it cannot be decided now and is to be asked again.
   */
  decide(
    tx: Tx,
    request: VoteRequest,
    arrival: Arrival,
    proof: ProofState,
  ): Promise<VoteAnswer | { readonly status: 'later' }>;
  issued(db: Db | Tx, surveyId: string): Promise<IssuedCounts>;
  /** After the end: keys, and who asked, are gone. */
  forget(tx: Tx, surveyId: string): Promise<void>;
}

export const createRegistrar = ({ keys, surveys, checkProof }: RegistrarOptions): Registrar => {
  const signers = createVoteSigners(keys);

  /** FINs are few enough to be tried out one by one: only a keyed hash hides them. */
  const personOf = ({ surveyId, fin }: VoteRequest): string =>
    tagOf(keys.personKey, 'voter', `${surveyId}\0${fin}`);

  const sign = async (
    tx: Tx,
    { surveyId, kid, blinded }: VoteRequest,
  ): Promise<{ readonly blindSig: string } | VoteRefusal> => {
    const signer = await signers.find(tx, surveyId, kid);
    if (signer === undefined) return 'survey_closed'; // its keys are gone
    const signature = signer.sign(Buffer.from(blinded, 'base64url'));
    if (signature === undefined) return 'bad_request';
    return { blindSig: Buffer.from(signature).toString('base64url') };
  };

  const issuedTo = (tx: Tx, surveyId: string, person: string) =>
    tx
      .selectFrom('registrar_issuances')
      .select(['class', 'blinded'])
      .where('survey_id', '=', surveyId)
      .where('person', '=', person)
      .executeTakeFirst();

  const issue = async (
    tx: Tx,
    request: VoteRequest,
    person: string,
    channel: VoteChannel,
  ): Promise<void> => {
    const { surveyId, blinded } = request;
    // Two at the same moment: the second breaks the primary key, and its transaction looks again.
    await tx
      .insertInto('registrar_issuances')
      .values({
        survey_id: surveyId,
        person,
        class: request.class,
        channel,
        blinded: digestOf(blinded),
      })
      .execute();
  };

  const answerOf = async (tx: Tx, request: VoteRequest, arrival: Arrival, proof: ProofState) => {
    const manifest = await surveys.find(tx, request.surveyId);
    if (manifest === undefined) return refusal('unknown_survey');
    if (keyOf(manifest, request) === undefined) return refusal('bad_request');
    const person = personOf(request);
    const earlier = await issuedTo(tx, request.surveyId, person);
    if (earlier !== undefined && !isAgain(earlier, request)) return refusal('already_voted');
    if (earlier === undefined) {
      const fault = timeFault(manifest, arrival) ?? identityFault(manifest, request, proof);
      if (fault === 'later') return { status: 'later' } as const;
      if (fault !== undefined) return refusal(fault);
    }
    const signed = await sign(tx, request);
    if (typeof signed === 'string') return refusal(signed);
    if (earlier === undefined) await issue(tx, request, person, arrival.channel);
    return { status: 'signed', ...signed } as const;
  };

  return {
    sealingPublic: keys.sealingPublic,
    sealingKeys: new Map([[keys.sealingPublic.kid, keys.sealing]]),
    createKeys: (surveyId, classes) =>
      Promise.all(classes.map((voteClass) => createVoteKey(surveyId, voteClass, keys))),
    keepKeys: async (tx, surveyId, fresh) => {
      const rows = fresh.map(({ public: { class: voteClass, kid }, secret }) => ({
        survey_id: surveyId,
        class: voteClass,
        kid,
        secret,
      }));
      await tx.insertInto('registrar_keys').values(rows).execute();
    },
    askForProof: async (db, request, arrival) => {
      if (request.class === 'declared') return 'not_proved';
      const manifest = await surveys.find(db, request.surveyId);
      return stateOfProof(checkProof, manifest, request, arrival);
    },
    decide: async (tx, request, arrival, proof) => {
      const answer = await answerOf(tx, request, arrival, proof);
      return answer.status === 'later' ? answer : { v: 1, id: request.id, ...answer };
    },
    issued: async (db, surveyId) => {
      const rows = await db
        .selectFrom('registrar_issuances')
        .select(['class', 'channel', (eb) => eb.fn.countAll<number>().as('people')])
        .where('survey_id', '=', surveyId)
        .groupBy(['class', 'channel'])
        .execute();
      const sum = (fits: (row: (typeof rows)[number]) => boolean): number =>
        rows.filter(fits).reduce((total, { people }) => total + people, 0);
      return {
        verified: sum((row) => row.class === 'verified'),
        declared: sum((row) => row.class === 'declared'),
        byChannel: {
          kiosk: sum(({ channel }) => channel === 'kiosk'),
          online: sum(({ channel }) => channel === 'online'),
        },
      };
    },
    forget: async (tx, surveyId) => {
      await tx.deleteFrom('registrar_keys').where('survey_id', '=', surveyId).execute();
      await tx.deleteFrom('registrar_issuances').where('survey_id', '=', surveyId).execute();
      signers.forget(surveyId);
    },
  };
};

/** The same number under the key of the other class would be a token for another ballot. */
const isAgain = (
  earlier: { readonly class: VoteClass; readonly blinded: string },
  request: VoteRequest,
): boolean => earlier.class === request.class && earlier.blinded === digestOf(request.blinded);

const refusal = (reason: VoteRefusal) => ({ status: 'refused', reason }) as const;

/**
 * The published rule. What arrives was cast at the latest just now, whatever a fast clock says; a
 * slow clock gains nothing after the grace time.
 */
const timeFault = (
  { times }: SurveyManifest,
  { castAt, now }: Arrival,
): VoteRefusal | undefined => {
  if (now < times.opens) return 'not_open';
  if (Math.min(castAt, now) >= times.closes) return 'survey_closed';
  return now >= times.graceUntil ? 'came_too_late' : undefined;
};

const keyOf = (manifest: SurveyManifest, request: VoteRequest): VoteKey | undefined =>
  manifest.voteKeys.find(({ class: c, kid }) => c === request.class && kid === request.kid);
