// Installs what the tests need beyond npm, where a Debian package manager and the right to use it are at hand. Never fails:
// what is missing afterwards is not run, and the test run says so at its end.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const NEEDS = [
  { program: 'chromium', package: 'chromium' },
  { program: 'redis-server', package: 'redis-server' },
];

const onPath = (program) =>
  (process.env.PATH ?? '').split(':').some((folder) => folder !== '' && existsSync(`${folder}/${program}`));
const isRunnable = ({ program }) =>
  onPath(program) || (program === 'chromium' && existsSync(process.env.CHROMIUM_PATH ?? ''));

const missing = NEEDS.filter((need) => !isRunnable(need));
if (missing.length > 0 && onPath('apt-get')) {
  const packages = missing.map((need) => need.package);
  const sudo = process.getuid?.() === 0 ? [] : onPath('sudo') ? ['sudo', '-n'] : null;
  if (sudo) {
    console.log(`Installing what the tests need: ${packages.join(', ')} …`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const run = (...words) =>
      spawnSync([...sudo, ...words][0], [...sudo, ...words].slice(1), { env, stdio: ['ignore', 'ignore', 'inherit'] });
    run('apt-get', 'update', '-qq');
    run('apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages);
  }
}
