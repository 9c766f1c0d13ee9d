import { checkAnswers } from '../../contract/domain/service-form.ts';
import type { SubmissionContent } from '../../contract/sync-protocol.ts';
import type { Content } from '../content/content.ts';
import type { Attention } from '../desk-api.ts';

/**
 * What an official should look at before deciding: the form was another version than ours, or an
 * answer breaks a rule of ours. Neither is a reason to refuse: the kiosk may have had other packs.
 */
export const attentionOf = (
  {
    services,
    authorityIds,
    places,
    receptions,
  }: Pick<Content, 'services' | 'authorityIds' | 'places' | 'receptions'>,
  content: SubmissionContent,
  today: string,
): readonly Attention[] => {
  const service = services.get(content.serviceId);
  if (service === undefined) return [{ rule: 'unknown_service' }];
  const version: Attention[] =
    service.version === content.serviceVersion ? [] : [{ rule: 'other_version' }];
  const checked = checkAnswers(service, content.answers, {
    today,
    authorityIds,
    places,
    receptions,
  });
  const broken = checked.ok ? [] : checked.problems.map(({ field, rule }) => ({ rule, field }));
  return [...version, ...broken];
};
