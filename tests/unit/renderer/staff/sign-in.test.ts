// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FAKE_STAFF } from '../../../support/renderer/fake-staff.ts';
import { touchScreen } from '../mount-kiosk.ts';
import {
  knock,
  mountStaff,
  pressKeys,
  settle,
  signIn,
  touchAt,
  typeDigits,
  type MountedStaff,
} from './mount-staff.ts';

let staff: MountedStaff;
beforeEach(async () => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'],
  });
  staff = await mountStaff();
});
afterEach(() => {
  staff.unmount();
  vi.useRealTimers();
});

const pass = async (seconds: number): Promise<void> => {
  await vi.advanceTimersByTimeAsync(seconds * 1000);
  await settle();
};
const methods = () => staff.fake.calls.map(({ method }) => method);
const WORD = [...'staff'].map((key) => ({ key, code: `Key${key.toUpperCase()}` }));
const toPin = async (): Promise<void> => {
  await knock();
  await staff.tap('English');
  await typeDigits(staff, FAKE_STAFF.operator.number);
  await staff.tap('Continue');
};
const tryPin = async (pin: string): Promise<void> => {
  await typeDigits(staff, pin);
  await staff.tap('Sign in');
};

describe('what is typed on the pad', () => {
  const said = () => document.querySelector('.two [role="status"]')?.textContent.trim();

  it('is said as it grows: a number with its digits, of a PIN only how many', async () => {
    await knock();
    await staff.tap('English');
    expect(said()).toBe('');
    await typeDigits(staff, '10');
    expect(said()).toBe('Number: 10');
    await typeDigits(staff, FAKE_STAFF.operator.number.slice(2));
    await staff.tap('Continue');
    expect(said()).toBe('');
    await typeDigits(staff, '12');
    expect(said()).toBe('PIN, digits typed: 2');
  });
});

describe('the way in for staff', () => {
  it('opens at five touches of the corner, and leaves no citizen session behind', async () => {
    await knock();
    expect(staff.heading()).toBe('Əməkdaşın girişi: nömrəniz');
    expect(methods().at(-1)).toBe('session.finish');
  });

  it('opens on a slow kiosk too, where all touches fall on the first screen', async () => {
    const release = staff.fake.hold();
    await knock();
    expect(staff.text()).toContain('Touch to start');
    release();
    await settle();
    await pass(1);
    expect(staff.heading()).toBe('Əməkdaşın girişi: nömrəniz');
    expect(methods().slice(-2)).toEqual(['session.begin', 'session.finish']);
  });

  it('opens at the keys S T A F F, whatever the layout writes', async () => {
    await pressKeys(WORD.map(({ code }) => ({ key: 'ы', code })));
    expect(staff.heading()).toBe('Əməkdaşın girişi: nömrəniz');
  });

  it('lets the first touch begin at once, as every touch of a citizen does', async () => {
    await touchAt(30, 40);
    await settle();
    expect(staff.heading()).toBe('Nə etmək istəyirsiniz?');
  });

  it.each([
    ['four touches', async () => knock(4)],
    [
      'five touches that take too long',
      async () => {
        for (let taps = 0; taps < 5; taps += 1) {
          await touchAt(30, 40);
          await pass(0.8);
        }
      },
    ],
    [
      'a touch elsewhere in between',
      async () => {
        await knock(3);
        await touchAt(500, 700);
        await knock(2);
      },
    ],
    ['a wrong key in between', async () => pressKeys([...WORD.slice(0, 4), WORD[0]!, WORD[4]!])],
  ])('stays shut for %s', async (_what, tries) => {
    await tries();
    expect(staff.text()).not.toContain('Əməkdaşın girişi');
  });

  it('stays shut for a citizen who knocks while working', async () => {
    await staff.tap('Touch to start');
    await pass(4);
    await knock(7);
    expect(staff.heading()).toBe('What would you like to do?');
    expect(methods()).not.toContain('session.finish');
  });

  it('leads back to the free kiosk', async () => {
    await knock();
    await staff.tap('Əvvələ qayıt');
    expect(staff.text()).toContain('Touch to start');
    await staff.tap('Touch to start');
    expect(staff.heading()).toBe('What would you like to do?');
  });

  it('gives the page back to citizens when nobody types', async () => {
    await toPin();
    await typeDigits(staff, '4029');
    await pass(41);
    expect(staff.text()).toContain('This page will close');
    await pass(20);
    expect(staff.text()).toContain('Touch to start');
    expect(document.documentElement.lang).toBe('az');
  });
});

describe('signing in', () => {
  it('takes number and PIN by touch, and never puts the PIN into the page', async () => {
    await toPin();
    await typeDigits(staff, '402918');
    expect(document.documentElement.outerHTML).not.toContain('402918');
    expect(staff.text()).toContain('••••••');
    expect(document.querySelectorAll('input')).toHaveLength(0);
    await staff.tap('Sign in');
    expect(staff.heading()).toBe('Is everything well?');
    expect(staff.text()).toContain(FAKE_STAFF.operator.name);
  });

  it('takes the keys of a keyboard too', async () => {
    await knock();
    await pressKeys([...'2015'].map((key) => ({ key, code: `Digit${key}` })));
    await pressKeys([
      { key: 'Backspace', code: 'Backspace' },
      { key: 'Enter', code: 'Enter' },
      ...[...FAKE_STAFF.supervisor.pin].map((key) => ({ key, code: `Digit${key}` })),
      { key: 'Enter', code: 'Enter' },
    ]);
    expect(staff.fake.signedIn()).toBe(true);
  });

  it('shows the next step from its top, and another language where one is', async () => {
    await knock();
    const page = () => document.querySelector('.page-scroll')!;
    page().scrollTop = 120;
    await staff.tap('English');
    expect(page().scrollTop).toBe(120);
    await typeDigits(staff, FAKE_STAFF.operator.number);
    await staff.tap('Continue');
    expect(page().scrollTop).toBe(0);
    expect(document.activeElement?.id).toBe('page-heading');
  });

  it('asks the core only for what can be right', async () => {
    await knock();
    await staff.tap('English');
    await typeDigits(staff, '12');
    await staff.tap('Continue');
    expect(staff.text()).toContain('A number has 3 to 8 digits');
    await typeDigits(staff, '3');
    await staff.tap('Continue');
    await tryPin('12345');
    expect(staff.text()).toContain('A PIN has at least 6 digits');
    expect(methods()).not.toContain('staff.signIn');
  });

  it('says that a PIN was wrong, forgets it and keeps the number', async () => {
    await toPin();
    await tryPin('000000');
    expect(staff.text()).toContain('do not belong together');
    expect(staff.text()).not.toContain('••');
    await tryPin(FAKE_STAFF.operator.pin);
    expect(staff.heading()).toBe('Is everything well?');
  });

  it('counts a lock down in words, takes nothing meanwhile, and opens by itself', async () => {
    await toPin();
    staff.fake.failNext('staff.signIn', 'locked', { retryAfterMs: 90_000 });
    await tryPin('000000');
    expect(staff.text()).toContain('Try again in 1 minute 30 seconds');
    await pass(30);
    expect(staff.text()).toContain('Try again in 1 minute');
    const before = methods().length;
    await tryPin(FAKE_STAFF.operator.pin);
    expect(methods()).toHaveLength(before);
    await staff.tap('Русский');
    expect(staff.text()).toContain('Снова можно через 1 минуту');
    await staff.tap('English');
    touchScreen();
    for (let waited = 0; waited < 61; waited += 10) {
      touchScreen();
      await pass(10);
    }
    expect(staff.text()).toContain('The wait is over');
    await tryPin(FAKE_STAFF.operator.pin);
    expect(staff.heading()).toBe('Is everything well?');
  });

  it('says whom to ask when waiting does not help', async () => {
    await toPin();
    staff.fake.failNext('staff.signIn', 'locked');
    await tryPin('000000');
    expect(staff.text()).toContain('Ask a technician to open the lock');
    expect(staff.text()).not.toContain('Try again in');
    await staff.tap('Another number');
    expect(staff.heading()).toBe('Staff sign-in: your number');
    expect(staff.text()).not.toContain('locked');
  });

  it('signs out again when the person left before the answer came', async () => {
    await toPin();
    await typeDigits(staff, FAKE_STAFF.operator.pin);
    const release = staff.fake.hold();
    await staff.tap('Sign in');
    await staff.tap('Back to start');
    release();
    await settle();
    expect(staff.fake.signedIn()).toBe(false);
    expect(staff.text()).toContain('Touch to start');
  });
});

describe('the end of staff mode', () => {
  const expectFree = (): void => {
    const page = document.documentElement.outerHTML;
    for (const canary of [FAKE_STAFF.supervisor.name, 'Masallı, zal 1', 'staff-', '/staff'])
      expect(page).not.toContain(canary);
    expect(staff.text()).toContain('Touch to start');
    expect(document.documentElement.lang).toBe('az');
    expect(document.documentElement.dataset).toMatchObject({ scale: '1', theme: 'light' });
    expect(staff.fake.signedIn()).toBe(false);
  };

  it('leaves nothing of staff for the citizen', async () => {
    await signIn(staff);
    await staff.tap('Contrast');
    await staff.tap('Leave staff mode');
    expectFree();
    await staff.tap('Touch to start');
    expect(staff.text()).not.toContain('Leave staff mode');
    expect(staff.text()).toContain('Help 108');
  });

  it('comes when nobody touches the screen, after a warning that any touch answers', async () => {
    await signIn(staff);
    await pass(91);
    expect(staff.text()).toContain('You will be signed out');
    expect(document.querySelector('dialog')).toBeNull();
    touchScreen();
    await pass(2);
    expect(staff.text()).not.toContain('You will be signed out');
    await pass(121);
    expectFree();
  });

  it('comes when the core says so', async () => {
    await signIn(staff);
    await staff.tap('Leave staff mode');
    await signIn(staff);
    await staff.fake.call('staff.signOut', {});
    staff.fake.endVisit('idle');
    await settle();
    expectFree();
  });

  it('comes when the kiosk was started anew and no longer knows the person', async () => {
    await signIn(staff);
    await staff.fake.call('staff.signOut', {});
    await staff.tap('Queue');
    expectFree();
  });

  it('keeps citizens out of staff pages, and their idle question out of staff mode', async () => {
    await signIn(staff);
    expect(staff.text()).not.toContain('Help 108');
    await pass(89);
    expect(document.querySelector('dialog')).toBeNull();
  });

  it('tells the core of touches, so that it does not sign out a person at work', async () => {
    await signIn(staff);
    await pass(30);
    touchScreen();
    await settle();
    expect(methods()).toContain('staff.touch');
    expect(methods()).not.toContain('queue.list');
    expect(methods()).not.toContain('session.touch');
  });

  it('drops no tap while it tells the core of a touch', async () => {
    await signIn(staff);
    await staff.tap('Queue');
    await staff.tap('Carry by stick');
    await pass(30);
    const release = staff.fake.hold();
    touchScreen();
    await settle();
    await staff.tap('Write to the stick');
    release();
    await settle();
    expect(methods()).toContain('queue.export');
  });
});
