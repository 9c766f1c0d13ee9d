import * as v from 'valibot';
import { languageSchema } from '../languages.ts';
import { MOST_SPOKEN, SPEECH_RATES, type SpokenPiece } from '../speech.ts';
import { method } from './method.ts';

/** The screen's own words as sound; nothing of them is kept. */
export const speechMethods = {
  'speech.say': method<SpokenPiece>()({
    role: 'anyone',
    byHand: false,
    input: v.strictObject({
      text: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MOST_SPOKEN)),
      language: languageSchema,
      rate: v.picklist(SPEECH_RATES),
    }),
    errors: ['no_speech'],
  }),
} as const;
