import { onBeforeUnmount, onMounted } from 'vue';
import { useRoute } from 'vue-router';
import { useGo } from '../../composables/use-go.ts';
import { useSessionFlow } from '../../composables/use-session-flow.ts';
import { useSessionStore } from '../../stores/session.ts';
import { useStaffStore } from '../../stores/staff.ts';
import { createKeyWord, createKnock } from './secret-knock.ts';

/**
 * The corner where the agency's name stands on every screen but the first, in CSS pixels from the
 * upper left. Nothing there can be pressed, so the taps that follow the first touch no button.
 */
const CORNER = { width: 160, height: 88 } as const;
const TAPS = 5;
const WITHIN = 3_000;
const WORD = ['KeyS', 'KeyT', 'KeyA', 'KeyF', 'KeyF'] as const;

/** `detail` 0 is a click made by a key, which has no place. */
const isInCorner = ({ clientX, clientY, detail }: MouseEvent): boolean =>
  detail > 0 && clientX < CORNER.width && clientY < CORNER.height;

/**
 * The way in for staff: five touches of the upper left corner within three seconds, the first on the
 * free kiosk; with a keyboard, the keys S T A F F there. Only watches: a citizen's touch does what
 * it always does, at once.
 */
export const useStaffDoor = (): void => {
  const route = useRoute();
  const go = useGo();
  const session = useSessionStore();
  const staff = useStaffStore();
  const { finish } = useSessionFlow();
  const knock = createKnock(TAPS, WITHIN);
  const word = createKeyWord(WORD, WITHIN);
  const isFree = (): boolean => route.path === '/' && !staff.present;

  const open = async (): Promise<void> => {
    // The first touch began a session, as every touch there does; it must not come after the page.
    await session.settled();
    if (session.active) await finish('/');
    staff.open();
    // The page's file comes from the host, which may be gone at this very moment.
    await go('/staff/sign-in').catch(() => staff.reset());
  };
  // Clicks, when they have done what they do: one that came after the page had changed would begin a session there.
  const onClick = (event: MouseEvent): void => {
    const now = performance.now();
    if (!isInCorner(event)) knock.forget();
    else if ((isFree() || knock.begun(now)) && knock.hit(now)) void open();
  };
  const onKeyDown = ({ code, repeat }: KeyboardEvent): void => {
    if (isFree() && !repeat && word.press(code, performance.now())) void open();
  };

  onMounted(() => {
    window.addEventListener('click', onClick);
    window.addEventListener('keydown', onKeyDown, { capture: true, passive: true });
  });
  onBeforeUnmount(() => {
    window.removeEventListener('click', onClick);
    window.removeEventListener('keydown', onKeyDown, { capture: true });
  });
};
