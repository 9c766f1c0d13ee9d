import type { Language } from '../../contract/languages.ts';
import { LIMITS, type CaseState } from '../../contract/sync-protocol.ts';

/** UTF-8 bytes of a state whose seal kiosks take: base64url makes four characters of three; the rest is the header. */
const MOST_BYTES = Math.floor((LIMITS.sealedCase - 400) * 0.75);
/** Characters of a text in a state, as the schema has it. */
const MOST_CHARACTERS = 10_000;

/** Ends a text that was shortened. */
const SHORTENED: Readonly<Record<Language, string>> = {
  az: '… [Bütün mətni qurumdan ala bilərsiniz.]',
  ru: '… [Весь текст можно получить в ведомстве.]',
  en: '… [The whole text is to be had at the authority.]',
};

type Event = CaseState['timeline'][number];

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** The beginning of a text and the mark, in at most `room` bytes; the mark alone where nothing more fits. */
const shorten = (text: string, room: number, mark: string): string => {
  let left = room - bytesOf(mark);
  let kept = '';
  for (const character of text) {
    left -= bytesOf(character) - 2; // without the quotes
    if (left < 0 || kept.length + character.length + mark.length > MOST_CHARACTERS) break;
    kept += character;
  }
  return kept.trimEnd() + mark;
};

/** Shortens texts, the oldest first, until `excess` bytes are saved or no text is left to shorten. */
const shortenTexts = (timeline: readonly Event[], excess: number, mark: string): Event[] => {
  let left = excess;
  return timeline.map((event) => {
    const { text } = event;
    if (left <= 0 || text === undefined || bytesOf(text) <= bytesOf(mark)) return event;
    const shorter = shorten(text, bytesOf(text) - left, mark);
    left -= bytesOf(text) - bytesOf(shorter);
    return { ...event, text: shorter };
  });
};

/** Leaves out the oldest until `excess` bytes are saved; the newest stays. */
const dropOldest = <T>(list: readonly T[], excess: number): T[] => {
  let left = excess;
  const from = list.findIndex((one, index) => {
    if (left <= 0 || index === list.length - 1) return true;
    left -= bytesOf(one) + 1; // with the comma
    return false;
  });
  return list.slice(Math.max(0, from));
};

const excessOf = (state: CaseState): number => bytesOf(state) - MOST_BYTES;

/**
 * A kiosk takes no answer at all in which one seal is too long, so a state is made to fit: the oldest
 * texts of the timeline are shortened first; then, after dozens of long letters, the oldest messages
 * and the oldest events after the registration are left out. The decision stays whole.
 */
export const fitState = (state: CaseState, language: Language): CaseState => {
  if (excessOf(state) <= 0) return state;
  const timeline = shortenTexts(state.timeline, excessOf(state), SHORTENED[language]);
  const shortened = { ...state, timeline };
  const messages = dropOldest(state.messages ?? [], excessOf(shortened));
  const fewer = { ...shortened, ...(state.messages && { messages }) };
  const [registered, ...events] = timeline;
  if (registered === undefined || excessOf(fewer) <= 0) return fewer;
  return { ...fewer, timeline: [registered, ...dropOldest(events, excessOf(fewer))] };
};
