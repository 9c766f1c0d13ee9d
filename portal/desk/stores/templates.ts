import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { SaveTemplate, Template } from '../../desk-api.ts';
import type { DeskFailure } from '../api/desk-client.ts';
import { useSessionStore } from './session.ts';

/** The authority's prepared answers. */
export const useTemplatesStore = defineStore('desk-templates', () => {
  const session = useSessionStore();
  const all = shallowRef<readonly Template[]>([]);
  const failure = shallowRef<DeskFailure>();
  const busy = ref(false);

  const load = async (): Promise<void> => {
    const result = await session.call('listTemplates', {});
    failure.value = result.ok ? undefined : result.error;
    if (result.ok) all.value = result.value.templates;
  };

  /** True when it was saved; `templateId` undefined: a new one. */
  const save = async (templateId: string | undefined, body: SaveTemplate): Promise<boolean> => {
    busy.value = true;
    const result =
      templateId === undefined
        ? await session.call('addTemplate', { body })
        : await session.call('changeTemplate', { params: { templateId }, body });
    busy.value = false;
    failure.value = result.ok ? undefined : result.error;
    if (result.ok) await load();
    return result.ok;
  };

  const remove = async (templateId: string): Promise<void> => {
    const result = await session.call('removeTemplate', { params: { templateId } });
    failure.value = result.ok ? undefined : result.error;
    if (result.ok) await load();
  };

  return { all, failure, busy, load, save, remove };
});
