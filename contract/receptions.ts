import * as v from 'valibot';
import { MOST_CHOICES } from './pack-names.ts';
import { receptionFaults } from './domain/reception-rules.ts';
import { localizedSchema } from './languages.ts';
import { identifierSchema, IDENTITY_LEVELS, isoDateSchema, provenanceSchema } from './packs.ts';

/**
 * Receptions of citizens by officials: who receives whom about what, when and where, as packs say
 * it, and what the portal tells a kiosk of the times.
 */

export const RECEPTION_MODES = ['in-person', 'travelling', 'online'] as const;
export type ReceptionMode = (typeof RECEPTION_MODES)[number];

/** Hours and minutes in Baku, "09:05". */
export const clockTimeSchema = v.pipe(v.string(), v.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/));

const receptionPlaceSchema = v.strictObject({
  id: identifierSchema,
  mode: v.picklist(RECEPTION_MODES),
  /** The address; for an online reception how one takes part. */
  title: localizedSchema,
});

const window = {
  from: clockTimeSchema,
  to: clockTimeSchema,
  /** Minutes for one citizen. */
  minutes: v.pipe(v.number(), v.integer(), v.minValue(5), v.maxValue(120)),
  /** Id of a place of the pack. */
  place: identifierSchema,
};
const weekday = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7));

/** When an official receives. A day that is no working day is never offered, whatever stands here. */
export const receptionHoursSchema = v.variant('every', [
  v.strictObject({ every: v.literal('week'), weekday, ...window }),
  v.strictObject({
    every: v.literal('month'),
    /** The first, second … such weekday of the month. */
    weeks: v.pipe(
      v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5))),
      v.minLength(1),
    ),
    weekday,
    ...window,
  }),
  /** A travelling reception, mostly. */
  v.strictObject({ every: v.literal('once'), date: isoDateSchema, ...window }),
]);
export type ReceptionHours = v.InferOutput<typeof receptionHoursSchema>;

const receptionOfficialSchema = v.strictObject({
  /** Unique among all authorities: begins with the authority's id. */
  id: identifierSchema,
  name: v.pipe(v.string(), v.minLength(3), v.maxLength(120)),
  position: localizedSchema,
  /** Level of identity that this official's reception asks for. */
  level: v.picklist(IDENTITY_LEVELS),
  /** Ids of topics of the pack that this official takes. */
  topics: v.pipe(v.array(identifierSchema), v.minLength(1), v.maxLength(30)),
  hours: v.pipe(v.array(receptionHoursSchema), v.maxLength(40)),
});
export type ReceptionOfficial = v.InferOutput<typeof receptionOfficialSchema>;

export const receptionPackSchema = v.pipe(
  v.strictObject({
    pack: v.literal('receptions'),
    /** The authority's id. */
    id: identifierSchema,
    version: v.pipe(v.number(), v.integer(), v.minValue(1)),
    provenance: provenanceSchema,
    places: v.pipe(v.array(receptionPlaceSchema), v.minLength(1), v.maxLength(30)),
    topics: v.pipe(
      v.array(v.strictObject({ id: identifierSchema, title: localizedSchema })),
      v.minLength(1),
      v.maxLength(40),
    ),
    officials: v.pipe(v.array(receptionOfficialSchema), v.minLength(1), v.maxLength(40)),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    for (const message of receptionFaults(dataset.value)) addIssue({ message });
  }),
);
export type ReceptionPack = v.InferOutput<typeof receptionPackSchema>;

/** Names official, day and time: "az-mas-head_20261201T1000". */
export const slotIdSchema = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9-]{0,63}_\d{8}T(?:[01]\d|2[0-3])[0-5]\d$/),
);

/** A time at which one citizen can be received. Moments are milliseconds since the Unix epoch. */
export const receptionSlotSchema = v.strictObject({
  slotId: slotIdSchema,
  startsAt: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  minutes: v.pipe(v.number(), v.integer(), v.minValue(5), v.maxValue(120)),
  placeId: identifierSchema,
});
export type ReceptionSlot = v.InferOutput<typeof receptionSlotSchema>;

/* ---- What the portal publishes ---- */

/** Times in one publication. */
export const MOST_TIMES = { leases: 500, gone: 2_000, extra: 500 } as const;

/** To one kiosk: the times that are its own until their leases end. */
export const LEASES_PUBLICATION = 'reception-leases';
export const leaseSchema = v.strictObject({
  slot: receptionSlotSchema,
  /** Of this one grant: a slot that is leased again has another. */
  leaseId: v.pipe(v.string(), v.uuid()),
  /** The portal's time at which it was given, and at which it ends. */
  givenAt: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  until: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
});
export type Lease = v.InferOutput<typeof leaseSchema>;
export const publishedLeasesSchema = v.strictObject({
  leases: v.pipe(v.array(leaseSchema), v.maxLength(MOST_TIMES.leases)),
});

/** To every kiosk, by authority: what differs from the hours of the packs. */
export const TIMES_PUBLICATION = 'reception-times';
export const publishedTimesSchema = v.strictObject({
  /** Not to be asked for any more: taken, or the official does not receive then. */
  gone: v.pipe(v.array(slotIdSchema), v.maxLength(MOST_TIMES.gone)),
  /** Offered by the authority beside the usual hours. */
  extra: v.pipe(v.array(receptionSlotSchema), v.maxLength(MOST_TIMES.extra)),
});
export type PublishedTimes = v.InferOutput<typeof publishedTimesSchema>;

/* ---- What is asked for ---- */

export { MOST_CHOICES };

/** In a submission: whom, about what, when; sealed to the portal with the rest. */
export const askedReceptionSchema = v.strictObject({
  officialId: identifierSchema,
  topicId: identifierSchema,
  wishes: v.pipe(v.array(slotIdSchema), v.minLength(1), v.maxLength(MOST_CHOICES)),
  /** The first choice was this kiosk's own: the citizen was told that it is certain. */
  lease: v.optional(leaseSchema.entries.leaseId),
});
export type AskedReception = v.InferOutput<typeof askedReceptionSchema>;

/** A time as the citizen reads it. */
export const appointmentSchema = v.strictObject({
  slotId: slotIdSchema,
  startsAt: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  minutes: v.pipe(v.number(), v.integer(), v.minValue(5), v.maxValue(120)),
  mode: v.picklist(RECEPTION_MODES),
  place: localizedSchema,
  /** Who will receive. */
  person: v.strictObject({ name: v.string(), position: localizedSchema }),
});
export type Appointment = v.InferOutput<typeof appointmentSchema>;

/** In a case's state: the time that stands, or those that may be chosen, or the ones that were asked for. */
export const receptionStateSchema = v.strictObject({
  /** Present once a time is fixed. */
  appointment: v.optional(appointmentSchema),
  /** The citizen has said to come. */
  confirmed: v.boolean(),
  /** Rises with each change of the time (RFC 5545, SEQUENCE). */
  sequence: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  /** Held for this citizen until one is taken. */
  offers: v.pipe(v.array(appointmentSchema), v.maxLength(10)),
  /** First choice first. */
  wishes: v.pipe(v.array(slotIdSchema), v.maxLength(MOST_CHOICES)),
});
export type ReceptionState = v.InferOutput<typeof receptionStateSchema>;

/* ---- What the screens get ---- */

export interface OfferedTime extends ReceptionSlot {
  readonly mode: ReceptionMode;
  /** Of this kiosk: sent now, it is certain, also without a network. */
  readonly firm: boolean;
}

export interface OfferedDay {
  /** ISO day in Baku. */
  readonly date: string;
  readonly times: readonly OfferedTime[];
}

export interface OfferedTimes {
  readonly days: readonly OfferedDay[];
}
