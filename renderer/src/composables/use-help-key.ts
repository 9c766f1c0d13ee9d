import { onBeforeUnmount, onMounted } from 'vue';
import { useRoute } from 'vue-router';
import { useKioskStore } from '../stores/kiosk.ts';
import { useStaffStore } from '../stores/staff.ts';
import { useSessionFlow } from './use-session-flow.ts';

/** What a help button beside the screen sends. */
export const HELP_KEY = 'F2';

/** "Help" by a button beside the screen, as by the one on it: for whoever does not find that one. */
export const useHelpKey = (): void => {
  const kiosk = useKioskStore();
  const staff = useStaffStore();
  const route = useRoute();
  const { visit } = useSessionFlow();

  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== HELP_KEY) return;
    event.preventDefault();
    // A citizen's page: not for staff, and not on a kiosk that serves nobody yet.
    const serves = !staff.present && kiosk.info !== undefined && kiosk.info.setup === undefined;
    if (serves && !event.repeat) void visit('/help', route.path);
  };
  onMounted(() => window.addEventListener('keydown', onKey));
  onBeforeUnmount(() => window.removeEventListener('keydown', onKey));
};
