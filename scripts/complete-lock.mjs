// Adds optional platform packages that npm leaves out of the lock file because the registry in use does not serve them;
// without them, `npm ci` of npm 11 and later calls the lock file out of sync. The platform comes from the package's
// name. There is no integrity: npm only fetches the package that fits the machine. `npm run lock` runs this.
import { readFileSync, writeFileSync } from 'node:fs';

const LOCK_FILE = 'package-lock.json';
const OPERATING_SYSTEMS = {
  darwin: 'darwin',
  linux: 'linux',
  linuxmusl: 'linux',
  win32: 'win32',
  windows: 'win32',
  android: 'android',
  freebsd: 'freebsd',
  openbsd: 'openbsd',
  netbsd: 'netbsd',
  sunos: 'sunos',
  aix: 'aix',
  openharmony: 'openharmony',
};
const PROCESSORS = {
  x64: 'x64',
  arm64: 'arm64',
  arm: 'arm',
  armv7: 'arm',
  ia32: 'ia32',
  ppc64: 'ppc64',
  ppc64le: 'ppc64',
  s390x: 's390x',
  riscv64: 'riscv64',
  loong64: 'loong64',
  wasm32: 'wasm32',
  mips64el: 'mips64el',
};

/** The `os`, `cpu` and `libc` members of a lock entry, read from a name such as `@swc/core-linux-x64-musl`. */
function platformOf(packageName) {
  const words = packageName.split('/').pop().split(/[-_.]/);
  const os = words.map((word) => OPERATING_SYSTEMS[word]).find(Boolean);
  const cpu = words.map((word) => PROCESSORS[word]).find(Boolean);
  const libc = words.some((word) => word.includes('musl'))
    ? 'musl'
    : words.some((word) => word.startsWith('gnu'))
      ? 'glibc'
      : null;
  return {
    ...(cpu && { cpu: [cpu] }),
    ...(os && { os: [os] }),
    ...(libc && os === 'linux' && { libc: [libc] }),
  };
}

/** Whether `packageName`, required from the lock entry `from`, resolves to an entry of the lock file. */
function isLocked(packages, from, packageName) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    if (packages[`${folder && folder + '/'}node_modules/${packageName}`]) return true;
    if (!folder) return false;
  }
}

const lock = JSON.parse(readFileSync(LOCK_FILE, 'utf8'));
const completed = { ...lock.packages };
let added = 0;
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    const platform = platformOf(name);
    if (isLocked(completed, path, name) || !(platform.os || platform.cpu)) continue;
    // in npm's order, so that npm finds nothing to write
    completed[`node_modules/${name}`] = {
      version: range.replace(/^[~^]/, ''),
      ...(platform.cpu && { cpu: platform.cpu }),
      ...(entry.dev && { dev: true }),
      ...(platform.libc && { libc: platform.libc }),
      optional: true,
      ...(platform.os && { os: platform.os }),
    };
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(completed).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(LOCK_FILE, JSON.stringify(lock, null, 2) + '\n');
console.log(`${LOCK_FILE}: ${added} platform entries added`);
