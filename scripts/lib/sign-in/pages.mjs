// The phone's pages of the sign-in stand-in. Plain HTML without scripts, in three languages.
const WORDS = {
  az: {
    title: 'Nümunə girişi (ASAN Login əvəzi)',
    demo: 'Bu, nümunədir. Burada heç kim həqiqi deyil.',
    code: 'Ekrandakı kodu yazın',
    next: 'Davam et',
    confirm: 'Bu köşkdə giriş etmək istəyirsiniz?',
    where: 'Harada',
    same: 'Köşkün ekranında eyni kod görünürmü?',
    warn: 'Başqasının göndərdiyi kodu təsdiq etməyin.',
    yes: 'Bəli, bu mənim köşkümdür',
    no: 'Xeyr, imtina et',
    who: 'Siz kimsiniz?',
    done: 'Hazırdır. Köşkə baxın və özünüzü təsdiq edin.',
    failed: 'Bu kodla giriş alınmadı. Köşkdə yeni kod istəyin.',
  },
  ru: {
    title: 'Пробный вход (вместо ASAN Login)',
    demo: 'Это пример. Здесь нет настоящих людей.',
    code: 'Введите код с экрана',
    next: 'Продолжить',
    confirm: 'Вы хотите войти на этом киоске?',
    where: 'Где',
    same: 'На экране киоска тот же код?',
    warn: 'Не подтверждайте код, который прислал кто-то другой.',
    yes: 'Да, это мой киоск',
    no: 'Нет, отказаться',
    who: 'Кто вы?',
    done: 'Готово. Посмотрите на киоск и подтвердите, что это вы.',
    failed: 'С этим кодом войти не удалось. Запросите новый код на киоске.',
  },
  en: {
    title: 'Demonstration sign-in (in place of ASAN Login)',
    demo: 'This is a demonstration. Nobody here is real.',
    code: 'Type the code from the screen',
    next: 'Continue',
    confirm: 'Do you want to sign in at this kiosk?',
    where: 'Where',
    same: 'Does the kiosk show the same code?',
    warn: 'Never confirm a code that somebody sent you.',
    yes: 'Yes, this is my kiosk',
    no: 'No, refuse',
    who: 'Who are you?',
    done: 'Done. Look at the kiosk and confirm that it is you.',
    failed: 'This code did not work. Ask for a new one at the kiosk.',
  },
};

export const wordsFor = (acceptLanguage = '') => {
  const wanted = acceptLanguage
    .split(',')
    .map((part) => part.trim().slice(0, 2).toLowerCase())
    .find((language) => Object.hasOwn(WORDS, language));
  return { language: wanted ?? 'az', ...WORDS[wanted ?? 'az'] };
};

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escapeHtml = (text) => String(text).replace(/[&<>"']/g, (sign) => ENTITIES[sign]);

const STYLE = `body{max-width:32rem;margin:0 auto;padding:1.5rem;font:1.15rem/1.5 system-ui,sans-serif;color:#14212e}
h1{font-size:1.5rem}button,input{font:inherit;box-sizing:border-box;width:100%;min-height:3.5rem;margin:.4rem 0;padding:.5rem 1rem;border:3px solid #0b4f8a;border-radius:12px;background:#fff;color:#0b4f8a}
button.first{background:#0b4f8a;color:#fff}code{font-size:2rem;letter-spacing:.1em}.note{color:#7a4300}dt{color:#445466}dd{margin:0 0 1rem;font-weight:600}`;

const page = (words, body) => `<!doctype html>
<html lang="${words.language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title}</title><style>${STYLE}</style></head>
<body><main><p class="note">${words.demo}</p>${body}</main></body></html>`;

export const codePage = (words, form, failed) =>
  page(
    words,
    `<h1>${words.title}</h1>${failed ? `<p role="alert" class="note">${words.failed}</p>` : ''}
<p>${words.code}</p>${form}<button class="first" form="op.deviceInputForm">${words.next}</button>`,
  );

/** Names the centre and the kiosk, so that a code from elsewhere is noticed (consent phishing). */
export const confirmPage = (words, form, { where, userCode }) =>
  page(
    words,
    `<h1>${words.confirm}</h1>
<dl><dt>${words.where}</dt><dd>${escapeHtml(where)}</dd><dt>${words.same}</dt><dd><code>${escapeHtml(userCode)}</code></dd></dl>
<p class="note">${words.warn}</p>${form}
<button class="first" form="op.deviceConfirmForm">${words.yes}</button>
<button form="op.deviceConfirmForm" name="abort" value="yes">${words.no}</button>`,
  );

export const peoplePage = (words, people, action) =>
  page(
    words,
    `<h1>${words.who}</h1><form method="post" action="${escapeHtml(action)}">${people
      .map(
        ({ sub, name }) =>
          `<button name="person" value="${escapeHtml(sub)}">${escapeHtml(name)}</button>`,
      )
      .join('')}<button name="person" value="">${words.no}</button></form>`,
  );

export const donePage = (words) => page(words, `<h1>${words.done}</h1>`);
export const failedPage = (words) => page(words, `<h1>${words.failed}</h1>`);
