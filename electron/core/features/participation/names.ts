import type { Localized } from '../../../../contract/languages.ts';
import type { Authority, ServicePack } from '../../../../contract/packs.ts';

/** Names that published data refer to by id. */
export interface Names {
  authority(id: string): Localized | undefined;
  direction(id: string | undefined): Localized | undefined;
}

/** The directions are the options of the form by which topics are proposed. */
export const createNames = (
  authorities: () => readonly Authority[],
  topicForm: () => ServicePack | undefined,
): Names => ({
  authority: (id) => authorities().find((authority) => authority.id === id)?.name,
  direction: (id) =>
    topicForm()
      ?.questions.find(({ field }) => field === 'direction')
      ?.options?.find(({ value }) => value === id)?.label,
});
