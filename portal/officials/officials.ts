import type { Selectable } from 'kysely';
import * as v from 'valibot';
import type { PortalContext } from '../context.ts';
import type { PortalTables } from '../db/schema.ts';
import { deskRoleSchema, type Official } from '../desk-api.ts';
import { hashPassword } from './passwords.ts';

export type OfficialRecord = Selectable<PortalTables['officials']>;

/** How names are compared: full-width and capital letters are the same name. */
export const foldSignInName = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

export const newOfficialSchema = v.pipe(
  v.strictObject({
    /** Plain Latin, so that it can be typed on any keyboard and İ/ı cannot confuse it. */
    name: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9._-]{1,39}$/i)),
    fullName: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
    position: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
    role: deskRoleSchema,
    authorityId: v.optional(v.string()),
    password: v.pipe(v.string(), v.minLength(12), v.maxLength(200)),
  }),
  v.check(
    ({ role, authorityId }) => (role === 'official') === (authorityId !== undefined),
    'an official belongs to an authority, an operator to none',
  ),
);
export type NewOfficial = v.InferInput<typeof newOfficialSchema>;

export class OfficialError extends Error {
  override readonly name = 'OfficialError';
}

/** Adds a person. Throws `OfficialError` for a taken name, an unknown authority or unfit values. */
export const addOfficial = async (context: PortalContext, official: NewOfficial): Promise<void> => {
  const parsed = v.safeParse(newOfficialSchema, official);
  if (!parsed.success) throw new OfficialError(v.summarize(parsed.issues));
  const { name, fullName, position, role, authorityId, password } = parsed.output;
  if (authorityId !== undefined && !context.content.authorityIds.has(authorityId))
    throw new OfficialError(`there is no authority "${authorityId}"`);
  const added = await context.db
    .insertInto('officials')
    .values({
      id: context.ids.next(),
      sign_in_name: foldSignInName(name),
      name,
      full_name: fullName,
      position,
      role,
      authority_id: authorityId ?? null,
      password: await hashPassword(password, context.random.bytes(16)),
      created_at: context.clock.now(),
      disabled_at: null,
    })
    .onConflict((conflict) => conflict.column('sign_in_name').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added === undefined) throw new OfficialError(`there is already an official "${name}"`);
};

/** Ends an account: no further sign-in, running sessions stop at the next request. What was done stays. */
export const disableOfficial = async (context: PortalContext, name: string): Promise<void> => {
  const done = await context.db
    .updateTable('officials')
    .set({ disabled_at: context.clock.now() })
    .where('sign_in_name', '=', foldSignInName(name))
    .where('disabled_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (done === undefined) throw new OfficialError(`there is no official "${name}"`);
};

export const toOfficial = (row: Pick<OfficialRecord, 'full_name' | 'position'>): Official => ({
  name: row.full_name,
  position: row.position,
});
