import type { Selectable } from 'kysely';
import type { PortalContext } from '../context.ts';
import type { PortalTables } from '../db/schema.ts';
import type { SaveTemplate, Template } from '../desk-api.ts';
import { DeskProblemError } from '../officials/desk-problem.ts';

type Row = Selectable<PortalTables['template_answers']>;

const toTemplate = ({ id, title, text_az, text_ru, text_en }: Row): Template => ({
  templateId: id,
  title,
  text: { az: text_az, ru: text_ru, en: text_en },
});

const toColumns = ({ title, text }: SaveTemplate, now: number) => ({
  title,
  text_az: text.az,
  text_ru: text.ru,
  text_en: text.en,
  updated_at: now,
});

/** An authority's prepared answers, by title. They hold nothing of a citizen. */
export const listTemplates = async (
  { db }: PortalContext,
  authorityId: string,
): Promise<Template[]> => {
  const rows = await db
    .selectFrom('template_answers')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .orderBy('title')
    .orderBy('id')
    .execute();
  return rows.map(toTemplate);
};

export const addTemplate = async (
  { db, ids, clock }: PortalContext,
  authorityId: string,
  template: SaveTemplate,
): Promise<Template> => {
  const row = await db
    .insertInto('template_answers')
    .values({
      id: ids.next(),
      authority_id: authorityId,
      ...toColumns(template, clock.now()),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return toTemplate(row);
};

/** Throws `DeskProblemError` not-found, also for another authority's. */
export const changeTemplate = async (
  { db, clock }: PortalContext,
  authorityId: string,
  templateId: string,
  template: SaveTemplate,
): Promise<Template> => {
  const row = await db
    .updateTable('template_answers')
    .set(toColumns(template, clock.now()))
    .where('id', '=', templateId)
    .where('authority_id', '=', authorityId)
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) throw new DeskProblemError('not-found');
  return toTemplate(row);
};

export const removeTemplate = async (
  { db }: PortalContext,
  authorityId: string,
  templateId: string,
): Promise<void> => {
  const removed = await db
    .deleteFrom('template_answers')
    .where('id', '=', templateId)
    .where('authority_id', '=', authorityId)
    .returning('id')
    .executeTakeFirst();
  if (removed === undefined) throw new DeskProblemError('not-found');
};
