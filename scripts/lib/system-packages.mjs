import { isThere, run } from './run.mjs';

const asRoot = () => {
  if (process.getuid?.() === 0) return [];
  return isThere('sudo') ? ['sudo', '-n'] : undefined;
};

/** Installs Debian packages where that is possible without asking anybody; answers whether it worked. */
export const installDebianPackages = async (names) => {
  const prefix = asRoot();
  if (process.platform !== 'linux' || prefix === undefined || !isThere('apt-get')) return false;
  console.log(`Installing ${names.join(', ')} …`);
  const aptGet = async (...args) => {
    const [command, ...rest] = [
      ...prefix,
      'env',
      'DEBIAN_FRONTEND=noninteractive',
      'apt-get',
      ...args,
    ];
    return (await run(command, rest, { stdio: ['ignore', 'ignore', 'inherit'] })) === 0;
  };
  const install = () => aptGet('install', '-y', '--no-install-recommends', ...names);
  return (await install()) || ((await aptGet('update')) && (await install()));
};
