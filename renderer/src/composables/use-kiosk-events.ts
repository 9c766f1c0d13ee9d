import { onBeforeUnmount, onMounted } from 'vue';
import type { KioskEvent } from '../../../contract/kiosk-events.ts';
import { useKioskClient } from '../api/kiosk-client.ts';
import { useCallsStore } from '../stores/calls.ts';
import { useCaseStore } from '../stores/case.ts';
import { useIdentityStore } from '../stores/identity.ts';
import { useKioskStore } from '../stores/kiosk.ts';
import { usePaperStore } from '../stores/paper.ts';
import { useReceptionsStore } from '../stores/receptions.ts';
import { useSessionStore } from '../stores/session.ts';
import { useStaffStore } from '../stores/staff.ts';
import { useSubmissionStore } from '../stores/submission.ts';
import { useSessionFlow } from './use-session-flow.ts';

/** Brings what the core tells unasked to the stores, and ends the session on the screen when the core did. */
export const useKioskEvents = (): void => {
  const client = useKioskClient();
  const kiosk = useKioskStore();
  const session = useSessionStore();
  const submission = useSubmissionStore();
  const cases = useCaseStore();
  const paper = usePaperStore();
  const identity = useIdentityStore();
  const staff = useStaffStore();
  const calls = useCallsStore();
  const receptions = useReceptionsStore();
  const { wipe } = useSessionFlow();

  const endSession = (): void => {
    if (session.active || staff.who !== undefined) void wipe('/');
  };

  const hear = (event: KioskEvent): void => {
    switch (event.type) {
      case 'status_changed':
        kiosk.setStatus(event.status);
        break;
      case 'delivery_changed':
        submission.setDelivery(event.applicationId, event.delivery);
        break;
      case 'case_changed':
        void cases.refresh(event.reference);
        break;
      case 'print_changed':
        paper.setJob(event.job);
        break;
      case 'identity_changed':
        void identity.refresh();
        break;
      case 'info_changed':
        void kiosk.load();
        break;
      case 'call_changed':
        calls.setCall(event.call);
        break;
      case 'publications_changed':
        // Other screens that show publications ask when they open.
        void receptions.refresh(event.kinds);
        break;
      case 'session_ended':
        // Our own `session.begin` replaces what was there before; that is no end of the new one.
        if (event.reason !== 'replaced') endSession();
        break;
    }
  };

  /** What was told while the line was down is asked for. */
  const catchUp = (): void => {
    if (kiosk.info === undefined) return;
    void kiosk.refreshStatus();
    void calls.refresh();
    void submission.refresh();
    void paper.refresh();
    void identity.refresh();
  };

  client.onAnswer((error) => {
    if (error?.code === 'session_over' || error?.code === 'not_allowed') endSession();
  });
  let cancel: (() => void) | undefined;
  onMounted(() => {
    cancel = client.subscribe(hear, catchUp);
  });
  onBeforeUnmount(() => cancel?.());
};
