/** Plays one sound at a time. The real one is the browser's; tests have their own. */
export interface SoundPlayer {
  /** Resolves when the sound has ended or was stopped. `volume` from 0 to 1. */
  play(wav: Uint8Array, volume: number): Promise<void>;
  stop(): void;
}

export const createSoundPlayer = (): SoundPlayer => {
  let stopPlaying: (() => void) | undefined;
  return {
    play: (wav, volume) =>
      new Promise((resolve) => {
        const address = URL.createObjectURL(new Blob([wav.slice()], { type: 'audio/wav' }));
        const sound = new Audio(address);
        const end = (): void => {
          sound.pause();
          URL.revokeObjectURL(address);
          stopPlaying = undefined;
          resolve();
        };
        stopPlaying = end;
        sound.volume = volume;
        sound.addEventListener('ended', end, { once: true });
        sound.addEventListener('error', end, { once: true });
        // A browser that allows no sound ends it like a sound that has been played.
        sound.play().catch(end);
      }),
    stop: () => stopPlaying?.(),
  };
};
