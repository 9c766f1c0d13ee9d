import '../../renderer/src/styles/tokens.css';
import '../../renderer/src/styles/fonts.css';
import './styles/desk.css';
import './styles/controls.css';
import { createDeskClient } from './api/desk-client.ts';
import { createDeskApp } from './create-desk-app.ts';
import { followTheme } from './follow-theme.ts';
import { createDeskRouter } from './router.ts';

followTheme(document.documentElement, (query) => matchMedia(query));
createDeskApp({
  client: createDeskClient((input, init) => fetch(input, init)),
  router: createDeskRouter(),
  memory: localStorage,
}).mount('#desk');
