/** A person's phone: a browser without scripts that keeps cookies and follows redirects. */
export interface Phone {
  open(address: string): Promise<string>;
  post(address: string, form: Readonly<Record<string, string>>): Promise<string>;
  /** Where the last answer came from. */
  readonly address: string;
}

const MOST_REDIRECTS = 10;

export const createPhone = (): Phone => {
  const cookies = new Map<string, string>();
  let address = '';

  const keep = (response: Response): void => {
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      cookies.set(name, value);
    }
  };
  const go = async (url: URL, body?: URLSearchParams, left = MOST_REDIRECTS): Promise<string> => {
    const response = await fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(body && { body }),
    });
    keep(response);
    address = url.href;
    const next = response.headers.get('location');
    if (next === null || left === 0) return response.text();
    return go(new URL(next, url), undefined, left - 1);
  };

  return {
    open: (to) => go(new URL(to)),
    post: (to, form) => go(new URL(to, address), new URLSearchParams(form)),
    get address() {
      return address;
    },
  };
};

const fieldsOf = (page: string): Record<string, string> =>
  Object.fromEntries(
    [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']) => [name, value],
    ),
  );

/** The page that names the kiosk, reached by the QR code's address. */
export const readQr = async (phone: Phone, qr: string): Promise<string> =>
  phone.post('/device', fieldsOf(await phone.open(qr)));

/** Confirms the kiosk on the phone and signs in as one of the provider's people. */
export const signInOnPhone = async (phone: Phone, qr: string, person: string): Promise<string> => {
  const confirm = await readQr(phone, qr);
  await phone.post('/device', { ...fieldsOf(confirm), confirm: 'yes' });
  return phone.post(phone.address, { person });
};

export const refuseOnPhone = async (phone: Phone, qr: string): Promise<string> => {
  const confirm = await readQr(phone, qr);
  return phone.post('/device', { ...fieldsOf(confirm), abort: 'yes' });
};
