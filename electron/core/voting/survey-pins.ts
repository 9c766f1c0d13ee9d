import * as v from 'valibot';
import { manifestSchema, type SurveyManifest } from '../../../contract/voting/manifest.ts';
import type { Log, Random } from '../ports.ts';
import type { SurveyPinRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { digestOf } from '../sync/digest.ts';
import { mayFollow } from './survey-terms.ts';

/** Surveys as this kiosk saw them first, and what may change of them. */
export interface SurveyPins {
  /** Those that are new here, and those that follow what was accepted before; durable when it resolves. */
  accept(found: readonly SurveyManifest[]): Promise<readonly SurveyManifest[]>;
  /** What was accepted last. */
  accepted(surveyId: string): SurveyManifest | undefined;
}

export interface SurveyPinsOptions {
  readonly store: Store;
  readonly random: Random;
  readonly log: Log;
}

const SALT_BYTES = 16;

/** One value for all public keys of a survey. */
const keysOf = (manifest: SurveyManifest): string => {
  const { voteKeys, boxJwk, boxSigningJwk, registrarJwk, boardJwk } = manifest;
  const votes = voteKeys.map(({ class: c, kid }) => `${c}:${kid}`).sort();
  const names = [...votes, boxJwk.kid, boxSigningJwk.kid, registrarJwk.kid, boardJwk.kid];
  return digestOf(names.join('|'));
};

const storedSchema = v.pipe(v.string(), v.parseJson(), manifestSchema);

/** Undefined in a pin of an older program, which kept keys only. */
const read = (json: string | undefined): SurveyManifest | undefined => {
  const parsed = v.safeParse(storedSchema, json);
  return parsed.success ? parsed.output : undefined;
};

export const createSurveyPins = ({ store, random, log }: SurveyPinsOptions): SurveyPins => {
  const parsed = new Map<string, { readonly json: string; readonly manifest: SurveyManifest }>();

  const accepted = (surveyId: string): SurveyManifest | undefined => {
    const json = store.data.surveyPins.get(surveyId)?.manifest;
    const known = parsed.get(surveyId);
    if (known !== undefined && known.json === json) return known.manifest;
    const manifest = read(json);
    if (json !== undefined && manifest !== undefined) parsed.set(surveyId, { json, manifest });
    else parsed.delete(surveyId);
    return manifest;
  };

  const faultOf = (manifest: SurveyManifest): 'other_keys' | 'other_terms' | undefined => {
    const pin = store.data.surveyPins.get(manifest.surveyId);
    if (pin === undefined) return undefined;
    if (pin.keys !== keysOf(manifest)) return 'other_keys';
    const before = accepted(manifest.surveyId);
    return before === undefined || mayFollow(before, manifest) ? undefined : 'other_terms';
  };

  const pinOf = (
    manifest: SurveyManifest,
    before: SurveyPinRecord | undefined,
  ): SurveyPinRecord => ({
    keys: keysOf(manifest),
    salt: before?.salt ?? Buffer.from(random.bytes(SALT_BYTES)).toString('base64url'),
    until: manifest.times.ballotsUntil,
    manifest: JSON.stringify(manifest),
  });

  const keep = async (manifests: readonly SurveyManifest[]): Promise<void> => {
    if (manifests.length === 0) return;
    await store.update(
      (writer) => {
        for (const manifest of manifests) {
          const { surveyId } = manifest;
          writer.surveyPins.set(surveyId, pinOf(manifest, writer.surveyPins.get(surveyId)));
        }
      },
      { urgent: true },
    );
  };

  return {
    accepted,
    accept: async (found) => {
      const good = found.filter((manifest) => {
        const fault = faultOf(manifest);
        if (fault !== undefined)
          log.error('survey.refused', { survey: manifest.surveyId, reason: fault });
        return fault === undefined;
      });
      await keep(good.filter(({ surveyId, rev }) => accepted(surveyId)?.rev !== rev));
      return good;
    },
  };
};
