import { useSessionFlow } from '../../composables/use-session-flow.ts';
import { useStaffStore } from '../../stores/staff.ts';

/** Ends staff mode: the screen is wiped and free without waiting for the core, which is told. */
export const useStaffLeave = (): (() => Promise<void>) => {
  const staff = useStaffStore();
  const { wipe } = useSessionFlow();
  return async () => {
    const told = staff.signOut();
    await wipe('/');
    await told;
  };
};
