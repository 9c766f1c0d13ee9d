import { chooseTransport } from './api/choose-transport.ts';
import { createKioskApp } from './create-kiosk-app.ts';
import { refusePageGestures } from './page-gestures.ts';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';

refusePageGestures(document);
createKioskApp(chooseTransport(window)).mount('#app');
