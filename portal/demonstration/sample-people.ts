import type { Answers } from '../../contract/packs.ts';

/** Invented people and reasons for demonstration cases; the numbers belong to nobody we know of. */
export interface SampleCase {
  /** Calendar days before the first start on which it is registered. */
  readonly daysAgo: number;
  readonly authorityId: string;
  /** What has become of it. */
  readonly then?: 'considering' | 'answered';
  readonly answers: Answers;
}

const apart = { parents: 'apart', otherParentView: 'whereabouts-unknown' } as const;
const together = { parents: 'together', jointRequest: 'yes' } as const;

export const SAMPLE_CASES: readonly SampleCase[] = [
  {
    daysAgo: 40,
    authorityId: 'az-mas',
    answers: {
      change: 'surname',
      childName: 'Nümunə Kənan Quliyev',
      childBirthDate: '2014-05-17',
      childFin: '5X7TR2K',
      newSurname: 'Məmmədov',
      reason: 'Uşaq anasının soyadını daşımaq istəyir, məktəbdə də bu soyadla tanınır.',
      childConsent: 'yes',
      applicantRole: 'mother',
      applicantName: 'Nümunə Sevinc Məmmədova',
      applicantFin: '4HF92MQ',
      ...apart,
      otherParentName: 'Nümunə Rəşad Quliyev',
      address: 'Masallı şəhəri, Nizami küçəsi 12',
      phone: '+994501234567',
    },
  },
  {
    daysAgo: 6,
    authorityId: 'az-mas',
    then: 'considering',
    answers: {
      change: 'name',
      childName: 'Nümunə Ülvi Hacıyev',
      childBirthDate: '2021-02-03',
      childFin: '7QW3K9P',
      newName: 'Ulvi',
      reason: 'Doğum haqqında şəhadətnamədə ad səhv yazılıb.',
      applicantRole: 'father',
      applicantName: 'Nümunə Orxan Hacıyev',
      applicantFin: '2ZC8V1D',
      ...together,
      otherParentName: 'Nümunə Aysel Hacıyeva',
      otherParentFin: '9LM4X6B',
      address: 'Masallı rayonu, Boradigah qəsəbəsi, Füzuli küçəsi 3',
    },
  },
  {
    daysAgo: 0,
    authorityId: 'az-mas',
    answers: {
      change: 'both',
      childName: 'Nümunə Nərgiz Əhmədova',
      childBirthDate: '2017-11-30',
      childFin: '3RT6Y8N',
      newName: 'Nərmin',
      newSurname: 'İsmayılova',
      reason: 'Ailə vəziyyətinin dəyişməsi ilə əlaqədar.',
      applicantRole: 'mother',
      applicantName: 'Nümunə Lalə İsmayılova',
      applicantFin: '6KD5W2S',
      parents: 'one',
      address: 'Masallı rayonu, Ərkivan qəsəbəsi',
      phone: '+994702345678',
    },
  },
  {
    daysAgo: 25,
    authorityId: 'az-qba',
    then: 'answered',
    answers: {
      change: 'surname',
      childName: 'Nümunə Tural Babayev',
      childBirthDate: '2012-08-09',
      childFin: '8PV1J4G',
      newSurname: 'Babazadə',
      reason: 'Soyadın sonluğunun milli adət-ənənəyə uyğunlaşdırılması.',
      childConsent: 'yes',
      applicantRole: 'father',
      applicantName: 'Nümunə Elşən Babayev',
      applicantFin: '1NB7H3F',
      ...together,
      otherParentName: 'Nümunə Günel Babayeva',
      otherParentFin: '5SX9Q2T',
      address: 'Quba şəhəri, Heydər Əliyev prospekti 45',
      phone: '+994552223344',
    },
  },
  {
    daysAgo: 3,
    authorityId: 'az-qba',
    answers: {
      change: 'name',
      childName: 'Nümunə Zəhra Kərimova',
      childBirthDate: '2019-01-21',
      childFin: '4GM2R7L',
      newName: 'Zəhranur',
      reason: 'Nənəsinin xatirəsinə ikinci ad əlavə etmək istəyirik.',
      applicantRole: 'mother',
      applicantName: 'Nümunə Şəbnəm Kərimova',
      applicantFin: '7CT3Z6V',
      ...apart,
      otherParentView: 'agrees',
      otherParentName: 'Nümunə Vüsal Kərimov',
      otherParentFin: '2WF8K1X',
      address: 'Quba rayonu, Qırmızı Qəsəbə',
    },
  },
];
