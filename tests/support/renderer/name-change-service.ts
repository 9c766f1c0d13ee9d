import type { Localized } from '../../../contract/languages.ts';
import type { Question, ServicePack } from '../../../contract/packs.ts';

/** A service with every kind of question, a stop and questions that depend on answers. */
const text = (az: string, ru: string, en: string): Localized => ({ az, ru, en });
const verified = { status: 'verified', source: 'e-qanun.az' } as const;
const unverified = { status: 'unverified' } as const;

const question = (
  part: Partial<Question> & Pick<Question, 'field' | 'kind' | 'title' | 'label'>,
): Question => ({ optional: false, personal: false, differsFrom: [], stops: [], ...part });

const questions: readonly Question[] = [
  question({
    field: 'authority',
    kind: 'authority',
    title: text(
      'Müraciət hansı icra hakimiyyətinə göndərilsin?',
      'В какую исполнительную власть отправить обращение?',
      'Which authority should get the application?',
    ),
    label: text('Orqan', 'Орган', 'Authority'),
  }),
  question({
    field: 'bothParents',
    kind: 'choice',
    title: text('Hər iki valideyn razıdırmı?', 'Оба родителя согласны?', 'Do both parents agree?'),
    label: text('Valideynlərin razılığı', 'Согласие родителей', 'Parents agree'),
    options: [
      { value: 'yes', label: text('Bəli', 'Да', 'Yes') },
      {
        value: 'apart',
        label: text('Ayrı yaşayırıq', 'Живём раздельно', 'We live apart'),
        hint: text(
          'Digər valideynin fikri öyrəniləcək',
          'Мнение второго родителя узнают отдельно',
          'The other parent will be asked',
        ),
      },
      { value: 'no', label: text('Xeyr', 'Нет', 'No') },
    ],
    stops: [
      {
        when: { properties: { bothParents: { const: 'no' } }, required: ['bothParents'] },
        title: text(
          'Bu müraciət üçün razılıq lazımdır',
          'Для этого обращения нужно согласие',
          'This application needs the consent of both',
        ),
        text: text(
          'Valideynlər razı deyilsə, məsələyə məhkəmə baxır.',
          'Если родители не согласны, вопрос решает суд.',
          'When the parents do not agree, a court decides.',
        ),
      },
    ],
  }),
  question({
    field: 'parentName',
    kind: 'person-name',
    personal: true,
    title: text('Adınız və soyadınız', 'Ваши имя и фамилия', 'Your name and surname'),
    hint: text(
      'Şəxsiyyət vəsiqəsində olduğu kimi',
      'Как в удостоверении личности',
      'As on your identity card',
    ),
    label: text('Valideyn', 'Родитель', 'Parent'),
  }),
  question({
    field: 'parentFin',
    kind: 'fin',
    personal: true,
    title: text('FİN kodunuz', 'Ваш ФИН', 'Your FIN code'),
    hint: text(
      'Şəxsiyyət vəsiqəsindəki 7 simvol',
      '7 знаков в удостоверении личности',
      '7 signs on your identity card',
    ),
    label: text('FİN', 'ФИН', 'FIN'),
  }),
  question({
    field: 'childBirthDate',
    kind: 'date',
    date: 'past',
    personal: true,
    title: text('Uşaq nə vaxt anadan olub?', 'Когда родился ребёнок?', 'When was the child born?'),
    hint: text('Məsələn: 23 11 2014', 'Например: 23 11 2014', 'For example: 23 11 2014'),
    label: text('Uşağın doğum tarixi', 'Дата рождения ребёнка', "Child's date of birth"),
  }),
  question({
    field: 'childConsents',
    kind: 'choice',
    title: text('Uşaq razıdırmı?', 'Ребёнок согласен?', 'Does the child agree?'),
    label: text('Uşağın razılığı', 'Согласие ребёнка', 'Child agrees'),
    options: [
      { value: 'yes', label: text('Bəli', 'Да', 'Yes') },
      { value: 'no', label: text('Xeyr', 'Нет', 'No') },
    ],
    showIf: { properties: { childAge: { minimum: 10 } }, required: ['childAge'] },
  }),
  question({
    field: 'changes',
    kind: 'multi-choice',
    title: text('Nə dəyişdirilsin?', 'Что изменить?', 'What should be changed?'),
    label: text('Dəyişiklik', 'Изменение', 'Change'),
    options: [
      { value: 'name', label: text('Ad', 'Имя', 'Name') },
      { value: 'surname', label: text('Soyad', 'Фамилия', 'Surname') },
    ],
  }),
  question({
    field: 'newName',
    kind: 'text',
    maxLength: 60,
    title: text('Yeni ad və ya soyad', 'Новое имя или фамилия', 'The new name or surname'),
    label: text('Yeni ad', 'Новое имя', 'New name'),
  }),
  question({
    field: 'phone',
    kind: 'phone',
    personal: true,
    title: text('Telefon nömrəniz', 'Ваш номер телефона', 'Your phone number'),
    hint: text('Məsələn: 050 123 45 67', 'Например: 050 123 45 67', 'For example: 050 123 45 67'),
    label: text('Telefon', 'Телефон', 'Phone'),
  }),
  question({
    field: 'reason',
    kind: 'long-text',
    personal: true,
    optional: true,
    maxLength: 1000,
    title: text('Səbəb nədir?', 'Какова причина?', 'What is the reason?'),
    label: text('Səbəb', 'Причина', 'Reason'),
  }),
];

export const nameChangeService: ServicePack = {
  pack: 'service',
  id: 'child-name-change',
  version: 1,
  provenance: verified,
  purpose: 'application',
  owner: 'local-executive',
  lifeTopic: 'family',
  level: 'declared',
  passport: {
    title: text(
      'Uşağın adının və ya soyadının dəyişdirilməsinə icazə',
      'Разрешение на изменение имени или фамилии ребёнка',
      "Permission to change a child's name or surname",
    ),
    summary: text(
      'İcra hakimiyyəti uşağın mənafeyinə görə qərar verir.',
      'Исполнительная власть решает в интересах ребёнка.',
      'The authority decides in the interest of the child.',
    ),
    whoDecides: text(
      'Yerli icra hakimiyyəti',
      'Местная исполнительная власть',
      'The local executive authority',
    ),
    legalBasis: [
      {
        title: text(
          'Nazirlər Kabinetinin 79 nömrəli qərarı, 12 may 2011',
          'Решение Кабинета министров № 79, 12 мая 2011',
          'Cabinet decision No 79 of 12 May 2011',
        ),
        provenance: verified,
      },
    ],
    conditions: [
      text(
        'Müraciəti hər iki valideyn birlikdə edir.',
        'Обращаются оба родителя вместе.',
        'Both parents apply together.',
      ),
      text(
        '10 yaşından böyük uşaq razı olmalıdır.',
        'Ребёнок старше 10 лет должен согласиться.',
        'A child of 10 or over must agree.',
      ),
    ],
    papers: [
      {
        id: 'birth-certificate',
        title: text(
          'Uşağın doğum haqqında şəhadətnaməsi',
          'Свидетельство о рождении ребёнка',
          "Child's birth certificate",
        ),
        provenance: verified,
      },
      {
        id: 'parents-ids',
        title: text(
          'Valideynlərin şəxsiyyət vəsiqələri',
          'Удостоверения личности родителей',
          "Parents' identity cards",
        ),
        provenance: verified,
      },
      {
        id: 'marriage',
        title: text(
          'Nikah və ya boşanma haqqında şəhadətnamə',
          'Свидетельство о браке или разводе',
          'Marriage or divorce certificate',
        ),
        condition: text(
          'Valideynlər evlidirsə və ya boşanıbsa',
          'Если родители в браке или разведены',
          'If the parents are married or divorced',
        ),
        provenance: unverified,
      },
    ],
    fee: { text: text('Ödənişsiz', 'Бесплатно', 'Free of charge'), provenance: unverified },
    term: {
      workingDays: 15,
      text: text(
        'Qeydiyyatdan sonra 15 iş günü ərzində',
        'В течение 15 рабочих дней после регистрации',
        'Within 15 working days from registration',
      ),
      provenance: verified,
    },
    minutes: 10,
  },
  follows: [],
  derived: [{ name: 'childAge', from: 'childBirthDate', rule: 'age-in-years' }],
  questions: [...questions],
};
