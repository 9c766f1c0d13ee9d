import { onMounted, ref } from 'vue';
import type { CallError } from '../../../api/kiosk-client.ts';
import { usePapersStore } from '../../../stores/papers.ts';

/** A page that lists papers: loads them, and keeps what went wrong with the last change of one. */
export const usePaperList = (load: () => Promise<CallError | undefined>) => {
  const papers = usePapersStore();
  const error = ref<CallError>();

  onMounted(async () => {
    error.value = await load();
  });
  const turn = async (fileId: string): Promise<void> => {
    error.value = await papers.turn(fileId);
  };
  const remove = async (fileId: string): Promise<void> => {
    error.value = await papers.remove(fileId);
  };
  const explained = (failed: CallError | undefined): void => {
    error.value = failed;
  };
  return { error, turn, remove, explained };
};
