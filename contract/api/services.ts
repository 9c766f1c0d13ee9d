import * as v from 'valibot';
import { identifierSchema } from '../packs.ts';
import type { ServiceSummary, ServiceView } from '../views.ts';
import { method, nothing } from './method.ts';

/** What can be applied for. */
export const servicesMethods = {
  'services.list': method<readonly ServiceSummary[]>()({
    role: 'anyone',
    byHand: false,
    input: nothing,
    errors: [],
  }),
  /** One service with passport, questions and the local executive authorities it can go to. */
  'services.get': method<ServiceView>()({
    role: 'anyone',
    byHand: false,
    input: v.strictObject({ serviceId: identifierSchema }),
    errors: ['not_found', 'service_withdrawn'],
  }),
} as const;
