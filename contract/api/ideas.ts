import * as v from 'valibot';
import type { IdeaSupport, IdeaView } from '../ideas.ts';
import { method, nothing } from './method.ts';

/** The idea bank. Sending an idea is an application like others, of a form with the purpose `idea`. */
export const ideasMethods = {
  /** What the kiosk last heard of the published ideas, also without a network. */
  'ideas.list': method<readonly IdeaView[]>()({
    role: 'citizen',
    byHand: false,
    input: nothing,
    errors: [],
  }),
  /** Once per visit; again answers the same and sends nothing. */
  'ideas.support': method<IdeaSupport>()({
    role: 'citizen',
    byHand: true,
    input: v.strictObject({ ideaId: v.pipe(v.string(), v.uuid()) }),
    errors: ['not_found', 'not_set_up', 'storage_full', 'storage_failed'],
  }),
} as const;
