import type { WaitsFor } from '../../../../contract/case-talk.ts';
import { bakuDay } from '../../../../contract/domain/baku-time.ts';

/** Whether the day until which a case waits has passed in Baku. */
export const isOverdue = ({ until }: WaitsFor): boolean => until < bakuDay(Date.now());
