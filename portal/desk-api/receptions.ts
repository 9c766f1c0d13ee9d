import * as v from 'valibot';
import { localizedSchema } from '../../contract/languages.ts';
import { identifierSchema, isoDateSchema } from '../../contract/packs.ts';
import { decisionTextSchema } from './citizen-text.ts';
import { askedDaySchema } from './day.ts';
import { askedPageSchema, pageOfSchema } from './paging.ts';
import { clockTimeSchema, RECEPTION_MODES, slotIdSchema } from '../../contract/receptions.ts';

/** The calendar of receptions at the desk: who receives when, who comes, and who waits for a time. */

const uuid = v.pipe(v.string(), v.uuid());
const moment = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

export const SLOT_STATES = [
  'free',
  'leased', // to a kiosk, which may promise it without asking
  'held', // for a citizen who may choose it
  'booked',
  'closed',
] as const;
export type SlotState = (typeof SLOT_STATES)[number];

const calendarSlotSchema = v.strictObject({
  slotId: slotIdSchema,
  startsAt: moment,
  minutes: count,
  mode: v.picklist(RECEPTION_MODES),
  place: localizedSchema,
  state: v.picklist(SLOT_STATES),
  /** Until when it is leased or held. */
  until: v.optional(moment),
  kioskName: v.optional(v.string()),
  /** Who comes, or for whom it is held. */
  caseId: v.optional(uuid),
  registrationNumber: v.optional(v.string()),
  confirmed: v.optional(v.boolean()),
});
export type CalendarSlot = v.InferOutput<typeof calendarSlotSchema>;

const officialSchema = v.strictObject({
  officialId: identifierSchema,
  name: v.string(),
  position: localizedSchema,
  /** Of the authority's officials, those that requests or times still name but the packs do not. */
  gone: v.boolean(),
  waiting: count,
});

export const receptionCalendarSchema = v.strictObject({
  officials: v.array(officialSchema),
  /** Whose days follow; absent in an authority without receptions. */
  officialId: v.optional(identifierSchema),
  places: v.array(
    v.strictObject({
      id: identifierSchema,
      mode: v.picklist(RECEPTION_MODES),
      title: localizedSchema,
    }),
  ),
  days: v.array(
    v.strictObject({
      date: isoDateSchema,
      workingDay: v.boolean(),
      slots: v.array(calendarSlotSchema),
    }),
  ),
  /** A page of the requests without a time, of all officials of the authority, by their legal day. */
  waiting: v.array(
    v.strictObject({
      caseId: uuid,
      registrationNumber: v.string(),
      officialId: identifierSchema,
      topic: v.optional(localizedSchema),
      answerBy: isoDateSchema,
      /** Moments, the wanted one first. */
      wishes: v.array(moment),
      /** The citizen is asked to choose. */
      waitsForCitizen: v.boolean(),
    }),
  ),
  waitingPage: pageOfSchema,
  today: isoDateSchema,
});
export type ReceptionCalendar = v.InferOutput<typeof receptionCalendarSchema>;

const calendarQuerySchema = v.strictObject({
  official: v.optional(identifierSchema),
  /** First of the seven days; left out: the Monday of this week. */
  from: v.optional(askedDaySchema),
  /** Of the requests that wait. */
  page: askedPageSchema,
});
export type CalendarQuery = v.InferOutput<typeof calendarQuerySchema>;

export const offerTimesSchema = v.strictObject({
  officialId: identifierSchema,
  date: askedDaySchema,
  from: clockTimeSchema,
  to: clockTimeSchema,
  minutes: v.pipe(v.number(), v.integer(), v.minValue(5), v.maxValue(120)),
  placeId: identifierSchema,
});
export type OfferTimes = v.InferInput<typeof offerTimesSchema>;

export const closeDaySchema = v.strictObject({
  officialId: identifierSchema,
  date: askedDaySchema,
  /** What each citizen reads. */
  text: decisionTextSchema,
});

export const freeTimesSchema = v.strictObject({
  times: v.array(
    v.strictObject({
      slotId: slotIdSchema,
      officialId: identifierSchema,
      name: v.string(),
      startsAt: moment,
      minutes: count,
      mode: v.picklist(RECEPTION_MODES),
      place: localizedSchema,
      /** Held for this very case. */
      held: v.boolean(),
    }),
  ),
});
export type FreeTimes = v.InferOutput<typeof freeTimesSchema>;

export const scheduleSchema = v.strictObject({
  rev: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  slotId: slotIdSchema,
  /** Why; must be there when a time is moved. */
  text: v.optional(decisionTextSchema),
});

const caseParams = v.strictObject({ caseId: uuid });

export const receptionsDeskApi = {
  readReceptions: {
    method: 'GET',
    path: '/desk/api/receptions',
    query: calendarQuerySchema,
    reply: receptionCalendarSchema,
  },
  offerTimes: {
    method: 'POST',
    path: '/desk/api/receptions/times',
    body: offerTimesSchema,
    reply: receptionCalendarSchema,
  },
  /** Closes a time that nobody has. */
  closeTime: {
    method: 'POST',
    path: '/desk/api/receptions/times/:slotId/close',
    params: v.strictObject({ slotId: slotIdSchema }),
    reply: receptionCalendarSchema,
  },
  /** An official's whole day: every citizen who comes then is told why and offered others. Again: goes on where it ended. */
  closeDay: {
    method: 'POST',
    path: '/desk/api/receptions/days/close',
    body: closeDaySchema,
    reply: v.strictObject({ told: count, withoutOffers: count }),
  },
  freeTimes: {
    method: 'GET',
    path: '/desk/api/cases/:caseId/times',
    params: caseParams,
    reply: freeTimesSchema,
  },
} as const;

export const RECEPTIONS_DESK_RIGHTS = {
  readReceptions: ['official'],
  offerTimes: ['official'],
  closeTime: ['official'],
  closeDay: ['official'],
  freeTimes: ['official'],
} as const satisfies Record<keyof typeof receptionsDeskApi, readonly 'official'[]>;
