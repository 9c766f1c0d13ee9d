import { fail, ok } from '../../../../contract/result.ts';
import type { HandlersOf } from '../../methods.ts';
import type { Log, Speech } from '../../ports.ts';

/** Sound for a piece of text. The text is neither kept nor logged: it may be what a citizen wrote. */
export const createSpeechMethods = (
  speech: Speech | undefined,
  log: Log,
): HandlersOf<'speech'> => ({
  'speech.say': async ({ text, language, rate }) => {
    if (speech === undefined) return fail('no_speech');
    const wav = await speech.say({ text: withoutControls(text), language, rate });
    if (wav !== undefined) return ok({ wav: Buffer.from(wav).toString('base64') });
    log.error('speech.silent', { language, length: text.length });
    return fail('no_speech');
  },
});

/** Control characters and angle brackets would be orders to the speaker rather than words. */
const withoutControls = (text: string): string => text.replace(/[\p{C}<>]+/gu, ' ');
