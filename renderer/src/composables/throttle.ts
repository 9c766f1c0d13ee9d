/** Calls at once, then at most once in `every` milliseconds, the last call included. */
export const createThrottle = (every: number, run: () => void) => {
  let timer: number | undefined;
  let again = false;
  const rest = (): void => {
    timer = window.setTimeout(() => {
      timer = undefined;
      if (again) fire();
    }, every);
  };
  const fire = (): void => {
    again = false;
    run();
    rest();
  };
  return {
    call: (): void => {
      if (timer === undefined) fire();
      else again = true;
    },
    cancel: (): void => window.clearTimeout(timer),
  };
};
