import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import { checkAnswers } from '../../../contract/domain/service-form.ts';
import type { FieldError } from '../../../contract/errors.ts';
import type { CaseKind } from '../../../contract/item-kinds.ts';
import type { Delivery, EarlierAppeal, Receipt } from '../../../contract/views.ts';
import { useKioskClient, type CallError } from '../api/kiosk-client.ts';
import { useFormStore } from './form.ts';
import { useRatingStore } from './rating.ts';
import { useKeptStore } from './kept.ts';
import { useSessionStore } from './session.ts';

export type Sent =
  | { readonly kind: 'saved' }
  | { readonly kind: 'problems'; readonly problems: readonly FieldError[] }
  | { readonly kind: 'failed'; readonly error: CallError };

/** Sending an application and what became of it. The receipt stays until the session ends. */
export const useSubmissionStore = defineStore('submission', () => {
  const client = useKioskClient();
  const form = useFormStore();
  const session = useSessionStore();
  /** Its sheet is on the page from which a form is sent. */
  const kept = useKeptStore();
  const rating = useRatingStore();
  const receipt = shallowRef<Receipt>();
  const authorityName = shallowRef<Readonly<Record<'az' | 'ru' | 'en', string>>>();
  /** What the form that was sent last has become. */
  const purpose = ref<CaseKind>('application');
  const sending = ref(false);
  /** The same was sent before: the person decides what to do. */
  const earlier = shallowRef<EarlierAppeal>();
  let underWay: Promise<Sent> | undefined;

  const nameAuthority = (): void => {
    const id = form.answerTo('authority');
    authorityName.value = form.view?.authorities.find((authority) => authority.id === id)?.name;
  };

  /** What may be rated: the form, and the authority it goes to. */
  const offerRating = ({ serviceTitle }: Receipt): void => {
    const authorityId = form.answerTo('authority');
    rating.offer({
      about: form.view?.service.id ?? 'kiosk',
      title: serviceTitle,
      ...(typeof authorityId === 'string' ? { authorityId } : {}),
    });
  };

  const settle = (saved: Receipt): Sent => {
    receipt.value = saved;
    purpose.value = form.view?.service.purpose ?? 'application';
    earlier.value = undefined;
    nameAuthority();
    offerRating(saved);
    // What was typed is on the disk now, sealed; the screen has no more use for it.
    form.forget();
    // The portal may be quicker than the answer that brings the receipt; news of it was for nobody then.
    if (saved.delivery.state !== 'received') void refresh();
    return { kind: 'saved' };
  };

  const submit = async (): Promise<Sent> => {
    if (form.view === undefined || form.draft === undefined)
      return { kind: 'problems', problems: [] };
    const checked = checkAnswers(form.view.service, form.answers, form.context);
    if (!checked.ok) return { kind: 'problems', problems: checked.problems };
    const { draft } = form;
    const answer = await client.call('applications.submit', {
      applicationId: draft.applicationId,
      serviceVersion: form.view.service.version,
      answers: checked.value,
      language: session.language,
      ...(kept.sheet !== undefined && { consentVersion: kept.sheet.version }),
      confirmed: true,
    });
    // Another form was begun meanwhile: the answer is not to it.
    if (form.draft !== draft) return { kind: 'failed', error: { code: 'session_over' } };
    if (answer.ok) return settle(answer.value);
    return 'fields' in answer.error && answer.error.code === 'answers_incomplete'
      ? { kind: 'problems', problems: answer.error.fields ?? [] }
      : { kind: 'failed', error: answer.error };
  };

  /** Sends once, however often it is tapped; the permanent id of the draft makes a second try harmless. */
  const send = (): Promise<Sent> => {
    sending.value = true;
    underWay ??= submit().finally(() => {
      underWay = undefined;
      sending.value = false;
    });
    return underWay;
  };

  /** True when the same appeal was sent from this kiosk before; whether it can be asked never stops sending. */
  const findEarlier = async (): Promise<boolean> => {
    const { draft } = form;
    if (form.view?.service.purpose !== 'appeal' || draft === undefined) return false;
    const { applicationId } = draft;
    const answer = await client.call('appeals.earlier', { applicationId, answers: form.answers });
    if (form.draft !== draft) return false;
    earlier.value = answer.ok ? (answer.value ?? undefined) : undefined;
    return earlier.value !== undefined;
  };

  /** News that came; an answer that was asked for before it is older. */
  let heard = 0;
  const setDelivery = (applicationId: string, delivery: Delivery): void => {
    heard += 1;
    if (receipt.value?.applicationId === applicationId)
      receipt.value = { ...receipt.value, delivery };
  };

  /** Asks again after the event line was down; a delivery told meanwhile would be missed otherwise. */
  const refresh = async (): Promise<void> => {
    if (receipt.value === undefined) return;
    const { applicationId } = receipt.value;
    const before = heard;
    const answer = await client.call('applications.delivery', { applicationId });
    if (answer.ok && heard === before) setDelivery(applicationId, answer.value);
  };

  const reset = (): void => {
    receipt.value = undefined;
    authorityName.value = undefined;
    earlier.value = undefined;
    purpose.value = 'application';
  };

  return {
    receipt,
    authorityName,
    purpose,
    earlier,
    sending,
    findEarlier,
    send,
    setDelivery,
    refresh,
    reset,
  };
});
