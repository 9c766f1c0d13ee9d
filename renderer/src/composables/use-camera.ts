import { onBeforeUnmount, onMounted, ref, type ShallowRef } from 'vue';

export type CameraState = 'starting' | 'on' | 'none';

/** The document camera, on only while the screen that needs it is shown. */
export const useCamera = (video: Readonly<ShallowRef<HTMLVideoElement | null>>) => {
  const state = ref<CameraState>('starting');
  let stream: MediaStream | undefined;
  let left = false;

  const stop = (): void => {
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = undefined;
  };

  const start = async (): Promise<void> => {
    state.value = 'starting';
    try {
      stream = await navigator.mediaDevices.getUserMedia({
        video: { width: { ideal: 2560 }, height: { ideal: 1920 }, facingMode: 'environment' },
      });
    } catch {
      // Not plugged in, in use, or refused: all the same for a citizen, who may use another way.
      state.value = 'none';
      return;
    }
    // Left while the camera was starting: nobody wants it any more.
    if (left || video.value === null) {
      stop();
      return;
    }
    video.value.srcObject = stream;
    await video.value.play().catch(() => undefined);
    state.value = 'on';
  };

  onMounted(start);
  onBeforeUnmount(() => {
    left = true;
    stop();
  });
  return { state, start };
};
