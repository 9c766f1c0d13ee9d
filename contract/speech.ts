/** Speaking a page aloud. */

export const SPEECH_RATES = ['slow', 'usual', 'fast'] as const;
export type SpeechRate = (typeof SPEECH_RATES)[number];

/** Characters of one piece: about twenty seconds, so that silence is never far away. */
export const MOST_SPOKEN = 400;

export interface SpokenPiece {
  /** A WAV file, in base64. */
  readonly wav: string;
}
