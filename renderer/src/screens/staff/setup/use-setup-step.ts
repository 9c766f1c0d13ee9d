import { screenGeometry } from '../../../../../contract/domain/screen-geometry.ts';
import { computed, onBeforeUnmount, onMounted, ref } from 'vue';
import {
  SETUP_STEPS,
  type SavedStep,
  type SetupStep,
  type SetupView,
} from '../../../../../contract/setup.ts';
import { useGo } from '../../../composables/use-go.ts';
import { useKioskStore } from '../../../stores/kiosk.ts';
import { useSessionStore } from '../../../stores/session.ts';
import { useSetupStore } from '../../../stores/setup.ts';
import { useStaffWords } from '../use-staff-words.ts';

/** Fields of the steps that have a sentence of their own when something is wrong with them. */
const FIELDS = [
  'languages',
  'timeZone',
  'diagonal',
  'width',
  'height',
  'distance',
  'lowerEdge',
  'portalUrl',
  'proxy.url',
  'proxy.user',
  'proxy.password',
  'agencyName.az',
  'agencyName.ru',
  'agencyName.en',
  'centreName.az',
  'centreName.ru',
  'centreName.en',
  'authorityId',
  'callCentre',
  'keyThumbprint',
  'enrolmentCode',
  'printer.name',
  'transferFolder',
  'restartAt',
];

export const fieldId = (field: string): string => `setup-${field.replaceAll('.', '-')}`;

/** What every step has: the view, what is wrong with a field in words, and the way to the next one. */
export const useSetupStep = (
  step: SetupStep,
  /** Fills the page's fields with what is kept; called once the present state is there. */
  fill?: (view: SetupView) => void,
) => {
  const words = useStaffWords();
  const { t } = words;
  const go = useGo();
  const setup = useSetupStore();
  const kiosk = useKioskStore();
  const session = useSessionStore();
  const tries = ref(0);
  let left = false;

  const number = SETUP_STEPS.indexOf(step) + 1;
  const progress = computed(() =>
    t('setup.progress', { number, count: SETUP_STEPS.length, name: t(`setup.steps.${step}`) }),
  );
  const sentence = (field: string): string => {
    // Languages of one text share a sentence: the label beside it says which.
    const known = FIELDS.includes(field) ? field.replace(/\.(az|ru|en)$/u, '') : 'other';
    return t(`setup.faults.${known.replaceAll('.', '_')}`);
  };
  const faults = computed(() => {
    const error = setup.error;
    if (error?.code !== 'bad_input' || !('fields' in error)) return [];
    const fields = [...new Set((error.fields ?? []).map(({ field }) => field))];
    return fields.map((field) => ({ field, text: sentence(field), target: fieldId(field) }));
  });
  const faultOf = (field: string): string | undefined =>
    faults.value.find((one) => one.field === field)?.text;

  /** "23,6" where commas are written. */
  const decimal = (value: number): string =>
    session.language === 'en' ? value.toFixed(1) : value.toFixed(1).replace('.', ',');

  const next = async (): Promise<void> => {
    await go(`/staff/setup/${SETUP_STEPS[number] ?? 'summary'}`);
  };
  const back = (): Promise<unknown> => go('/staff/setup');
  /** Keeps the step; true when it is on the disk. */
  const save = async (answer: SavedStep): Promise<boolean> => {
    const saved = await setup.save(answer);
    tries.value += 1;
    return saved && !left;
  };

  onMounted(async () => {
    setup.forgetError();
    // Fields that are shown before they are filled would lose what is typed meanwhile.
    setup.forgetView();
    if (!(await setup.load()) || setup.view === undefined) return;
    // This very screen has the sizes that it will have, from the moment it was measured.
    const { screen } = setup.view.answers;
    if (screen !== undefined) kiosk.tryScreen(screenGeometry(screen));
    fill?.(setup.view);
  });
  onBeforeUnmount(() => {
    left = true;
    setup.forgetError();
  });

  return { ...words, decimal, setup, go, progress, faults, faultOf, tries, next, back, save };
};

/** An empty field says nothing. */
export const orNothing = (typed: string): string | undefined =>
  typed.trim() === '' ? undefined : typed.trim();

/** A number as people type it, with a comma or a point; NaN for anything else. */
export const typedNumber = (typed: string): number =>
  typed.trim() === '' ? Number.NaN : Number(typed.trim().replace(',', '.'));
