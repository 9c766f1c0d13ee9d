/** The least that a kiosk.json must say. */
export const KIOSK_FILE = {
  agencyName: { az: 'ASAN xidmət', ru: 'Служба АСАН', en: 'ASAN service' },
  centreName: { az: 'Masallı mərkəzi', ru: 'Центр Масаллы', en: 'Masalli centre' },
  authorityId: 'masalli',
  callCentre: '108',
};
