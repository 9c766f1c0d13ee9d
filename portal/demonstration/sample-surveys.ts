import type { SurveyAnswers, SurveyText } from '../../contract/domain/survey.ts';
import type { DecisionOutcome } from '../../contract/participation.ts';
import type { SurveyContent } from '../../contract/voting/manifest.ts';

/** Invented topics, surveys and results for Masallı and Quba; every page of the demonstration says so. */

export interface SampleTopic {
  /** Fixed, so that several instances make it once. */
  readonly id: string;
  readonly authorityId: string;
  readonly direction: string;
  readonly text: SurveyText;
  readonly more?: SurveyText;
  readonly daysAgo: number;
}

export interface SampleSurvey {
  readonly topicId?: string;
  readonly content: SurveyContent;
  /** Days from now; negative for the past. */
  readonly opens: number;
  readonly closes: number;
  /** Answers of invented voters. */
  readonly votes: readonly SurveyAnswers[];
  readonly decision?: { readonly outcome: DecisionOutcome; readonly text: SurveyText };
}

const words = (az: string, ru: string, en: string): SurveyText => ({ az, ru, en });

const LAMPS = '00000000-0000-7000-8000-0000000000a1';
const BUS = '00000000-0000-7000-8000-0000000000a2';

export const SAMPLE_TOPICS: readonly SampleTopic[] = [
  {
    id: LAMPS,
    authorityId: 'az-mas',
    direction: 'parks-greenery',
    text: words(
      'Heydər Əliyev parkında axşam işıqları qoyulsun',
      'Поставить вечернее освещение в парке Гейдара Алиева',
      'Put evening lights in Heydar Aliyev Park',
    ),
    more: words(
      'Axşam saat yeddidən sonra park qaranlıqdır, uşaqlı ailələr gəlmir.',
      'После семи вечера в парке темно, семьи с детьми не приходят.',
      'After seven in the evening the park is dark, and families with children stay away.',
    ),
    daysAgo: 9,
  },
  {
    id: BUS,
    authorityId: 'az-qba',
    direction: 'roads-transport',
    text: { az: 'Qırmızı Qəsəbəyə avtobus yarım saatdan bir getsin' },
    daysAgo: 3,
  },
];

const YES_NO = [
  { id: 'yes', text: words('Bəli', 'Да', 'Yes') },
  { id: 'no', text: words('Xeyr', 'Нет', 'No') },
];

const lamps: SurveyContent = {
  authorityId: 'az-mas',
  direction: 'parks-greenery',
  origin: 'citizens',
  title: words(
    'Parkda axşam işıqları qoyulsun?',
    'Нужно ли вечернее освещение в парке?',
    'Should the park have lights in the evening?',
  ),
  summary: words(
    'Sakinlər Heydər Əliyev parkında axşam işıqlarının qoyulmasını təklif edib.',
    'Жители предложили вечернее освещение в парке Гейдара Алиева.',
    'Residents proposed evening lights in Heydar Aliyev Park.',
  ),
  card: [],
  voters: words(
    'Masallı rayonunun sakinləri.',
    'Жители Масаллинского района.',
    'Residents of the Masalli district.',
  ),
  level: 'declared',
  questions: [
    {
      kind: 'single',
      id: 'lights',
      text: words('İşıqlar qoyulsun?', 'Поставить освещение?', 'Should lights be put up?'),
      optional: false,
      options: YES_NO,
    },
    {
      kind: 'series',
      id: 'views',
      text: words(
        'Bu fikirlərlə razısınız?',
        'Вы согласны с этими утверждениями?',
        'Do you agree with these statements?',
      ),
      optional: true,
      statements: [
        {
          id: 'late',
          text: words(
            'İşıqlar gecə saat 12-yə qədər yansın',
            'Пусть свет горит до полуночи',
            'The lights should be on until midnight',
          ),
        },
        {
          id: 'solar',
          text: words(
            'Günəş panelli işıqlar alınsın',
            'Пусть купят фонари на солнечных батареях',
            'Solar lights should be bought',
          ),
        },
      ],
    },
  ],
  resultRule: 'in_steps',
  minBatch: 2,
};

const square: SurveyContent = {
  authorityId: 'az-qba',
  direction: 'buildings-construction',
  origin: 'authority',
  title: words(
    'Mərkəzi meydanda nə tikək?',
    'Что построить на центральной площади?',
    'What should we build on the central square?',
  ),
  summary: words(
    'İcra hakimiyyəti meydanı yeniləyir və fikrinizi soruşur.',
    'Исполнительная власть обновляет площадь и спрашивает ваше мнение.',
    'The authority renews the square and asks what you think.',
  ),
  card: [
    {
      heading: words('Harada', 'Где', 'Where'),
      text: words('Quba, mərkəzi meydan', 'Губа, центральная площадь', 'Guba, central square'),
    },
    {
      heading: words('Nə vaxt', 'Когда', 'When'),
      text: words(
        'Yazda başlanır, payızda bitir',
        'Начнут весной, закончат осенью',
        'From spring to autumn',
      ),
    },
    {
      heading: words('Neçəyə', 'Сколько стоит', 'Cost'),
      text: words('Təxminən 300 000 ₼', 'Около 300 000 ₼', 'About 300,000 ₼'),
    },
  ],
  level: 'declared',
  questions: [
    {
      kind: 'multiple',
      id: 'wishes',
      text: words(
        'Meydanda nə olsun?',
        'Что должно быть на площади?',
        'What should the square have?',
      ),
      optional: false,
      options: [
        { id: 'fountain', text: words('Fəvvarə', 'Фонтан', 'A fountain') },
        { id: 'playground', text: words('Uşaq meydançası', 'Детская площадка', 'A playground') },
        {
          id: 'trees',
          text: words('Ağaclar və skamyalar', 'Деревья и скамейки', 'Trees and benches'),
        },
        { id: 'parking', text: words('Avtomobil dayanacağı', 'Автостоянка', 'A car park') },
      ],
      least: 1,
      most: 2,
    },
    {
      kind: 'ranking',
      id: 'order',
      text: words(
        'Nə birinci edilsin?',
        'Что сделать в первую очередь?',
        'What should be done first?',
      ),
      optional: false,
      options: [
        { id: 'paving', text: words('Daş döşəmə', 'Мощение', 'Paving') },
        { id: 'lighting', text: words('İşıqlar', 'Освещение', 'Lights') },
        { id: 'toilets', text: words('Tualet', 'Туалет', 'Toilets') },
      ],
    },
    {
      kind: 'scale',
      id: 'now',
      text: words('Meydan indi necədir?', 'Какая площадь сейчас?', 'How good is the square now?'),
      optional: true,
      from: 1,
      to: 5,
      low: words('çox pis', 'очень плохая', 'very bad'),
      high: words('çox yaxşı', 'очень хорошая', 'very good'),
    },
  ],
  resultRule: 'at_end',
  minBatch: 5,
};

const waste: SurveyContent = {
  authorityId: 'az-mas',
  direction: 'cleaning-waste',
  origin: 'authority',
  title: words(
    'Tullantı nə vaxt daşınsın?',
    'Когда вывозить мусор?',
    'When should waste be collected?',
  ),
  summary: words(
    'Mərkəzdə tullantının daşınma vaxtı dəyişir.',
    'В центре меняется время вывоза мусора.',
    'The time of waste collection in the centre changes.',
  ),
  card: [],
  level: 'declared',
  questions: [
    {
      kind: 'single',
      id: 'time',
      text: words('Sizə hansı vaxt uyğundur?', 'Какое время вам удобно?', 'Which time suits you?'),
      optional: false,
      options: [
        { id: 'morning', text: words('Səhər', 'Утром', 'In the morning') },
        { id: 'noon', text: words('Günorta', 'Днём', 'At noon') },
        { id: 'evening', text: words('Axşam', 'Вечером', 'In the evening') },
      ],
    },
  ],
  resultRule: 'at_end',
  minBatch: 2,
};

const market: SurveyContent = {
  ...waste,
  authorityId: 'az-qba',
  direction: 'roads-transport',
  title: words(
    'Bazar küçəsi bazar günləri piyadalar üçün olsun?',
    'Сделать Базарную улицу пешеходной по воскресеньям?',
    'Should Market Street be for walkers on Sundays?',
  ),
  summary: words(
    'Bazar günləri küçəyə avtomobil girməyəcək.',
    'По воскресеньям на улицу не будут въезжать машины.',
    'On Sundays no cars would enter the street.',
  ),
  questions: [
    {
      kind: 'single',
      id: 'walk',
      text: words('Razısınız?', 'Вы согласны?', 'Do you agree?'),
      optional: false,
      options: YES_NO,
    },
  ],
};

const times = <T>(count: number, one: T): readonly T[] => Array.from({ length: count }, () => one);

export const SAMPLE_SURVEYS: readonly SampleSurvey[] = [
  { topicId: LAMPS, content: lamps, opens: -2, closes: 12, votes: [] },
  { content: square, opens: -1, closes: 13, votes: [] },
  {
    content: waste,
    opens: -30,
    closes: -16,
    votes: [
      ...times(14, { time: 'morning' }),
      ...times(4, { time: 'noon' }),
      ...times(23, { time: 'evening' }),
    ],
    decision: {
      outcome: 'accepted',
      text: words(
        'Dekabrın 1-dən tullantı axşam saat 20-dən sonra daşınacaq.',
        'С 1 декабря мусор будут вывозить после 20 часов.',
        'From 1 December waste will be collected after 8 in the evening.',
      ),
    },
  },
  {
    content: market,
    opens: -28,
    closes: -14,
    votes: [...times(19, { walk: 'yes' }), ...times(12, { walk: 'no' })],
  },
];
