import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import type { SpeechRate } from '../../../contract/speech.ts';
import { useKioskClient, type CallError } from '../api/kiosk-client.ts';
import { createSoundPlayer, type SoundPlayer } from '../speech/player.ts';
import { speechPieces } from '../speech/screen-text.ts';
import { useSessionStore } from './session.ts';

export const VOLUMES = [0.25, 0.5, 0.75, 1] as const;
/** At this the installer sets the amplifier to 65 dBA at the person's ear (EN 301 549, 5.1.3.13). */
const USUAL_VOLUME = 0.5;

const bytesOf = (base64: string): Uint8Array =>
  Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));

/** Reading aloud: whether it is on, how it sounds, and what is being said. */
export const useSpeechStore = defineStore('speech', () => {
  const client = useKioskClient();
  const session = useSessionStore();
  let player: SoundPlayer = createSoundPlayer();
  const on = ref(false);
  const rate = ref<SpeechRate>('usual');
  const volume = ref<number>(USUAL_VOLUME);
  /** Whether personal data may be heard; the person decides, because others stand near. */
  const personal = ref(false);
  const speaking = ref(false);
  const error = ref<CallError>();
  let turn = 0;

  /** Silence, at once. What is still being fetched is dropped. */
  const hush = (): void => {
    turn += 1;
    speaking.value = false;
    player.stop();
  };

  const fetchPiece = async (text: string): Promise<Uint8Array | undefined> => {
    const { language } = session;
    const answer = await client.call('speech.say', { text, language, rate: rate.value });
    error.value = answer.ok ? undefined : answer.error;
    return answer.ok ? bytesOf(answer.value.wav) : undefined;
  };

  /** Says these texts in place of whatever is being said. */
  const say = async (texts: readonly string[]): Promise<void> => {
    hush();
    const mine = turn;
    const pieces = speechPieces(texts);
    speaking.value = pieces.length > 0;
    let next = pieces[0] === undefined ? undefined : fetchPiece(pieces[0]);
    for (let index = 0; index < pieces.length; index += 1) {
      const wav = await next;
      if (mine !== turn || wav === undefined) break;
      const following = pieces[index + 1];
      next = following === undefined ? undefined : fetchPiece(following);
      await player.play(wav, volume.value);
      if (mine !== turn) return;
    }
    if (mine === turn) speaking.value = false;
  };

  /** One sound as it is, in place of whatever is being said. */
  const sound = async (wav: Uint8Array): Promise<void> => {
    hush();
    await player.play(wav, volume.value);
  };

  const setOn = (to: boolean): void => {
    on.value = to;
    if (!to) hush();
  };

  const reset = (): void => {
    setOn(false);
    rate.value = 'usual';
    volume.value = USUAL_VOLUME;
    personal.value = false;
    error.value = undefined;
  };

  /** For tests, and for whoever has another way to make a sound. */
  const playWith = (another: SoundPlayer): void => {
    player = another;
  };

  const isUsual = computed(() => !on.value && volume.value === USUAL_VOLUME);

  return {
    on,
    rate,
    volume,
    personal,
    speaking,
    error,
    isUsual,
    say,
    sound,
    hush,
    setOn,
    reset,
    playWith,
  };
});
