// What a test may do with the stand-in: what the page, a person or the system would do.

const prevented = (emitter, name, event, ...rest) => {
  let stopped = false;
  emitter.emit(name, { ...event, preventDefault: () => (stopped = true) }, ...rest);
  return stopped;
};

export const createPage = ({ window, memory, exposed, noted, app, channels }) => {
  const contents = window.webContents;
  const events = [];
  exposed.asanKiosk?.subscribe((event) => events.push(event));
  return {
    noted: () => noted,
    exposed: () =>
      Object.fromEntries(Object.entries(exposed).map(([name, api]) => [name, Object.keys(api)])),
    channels: () => [...channels.keys()],
    handlers: () => Object.keys(memory.handlers),
    call: (method, input) => exposed.asanKiosk.call(method, input),
    events: () => events,
    get: async (url) => {
      const response = await memory.handlers['protocol:app']({ url, method: 'GET' });
      return {
        status: response.status,
        type: response.headers.get('content-type'),
        policy: response.headers.get('content-security-policy'),
        text: await response.text(),
      };
    },
    callFrom: (frame) =>
      channels.get('kiosk:call')(
        { sender: contents, senderFrame: frame },
        { method: 'kiosk.info', input: {} },
      ),
    press: (input) => prevented(contents, 'before-input-event', {}, input),
    navigate: (url) => prevented(contents, 'will-navigate', { url }),
    open: (url) => contents.windowOpenHandler({ url }),
    ask: (permission) =>
      new Promise((resolve) => memory.handlers.permission(contents, permission, resolve)),
    crash: () => {
      contents.emit('render-process-gone', {}, { reason: 'crashed' });
    },
    close: () => prevented(window, 'close', {}),
    quit: () => app.quit(),
  };
};
