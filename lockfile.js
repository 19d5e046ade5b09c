/**
 * `npm run lockfile`, after a change of the dependencies: names the binaries of every platform in package-lock.json.
 * npm leaves out optional packages that it could not look up, and `npm ci` then refuses the lockfile on every machine. They
 * are told apart by their names, as their authors do; npm fetches only those of the machine that it runs on.
 */
const fs = require('node:fs');

const SYSTEMS = new Set([
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
]);
const PROCESSORS = new Set(['arm', 'arm64', 'ia32', 'loong64', 'ppc64', 's390x', 'riscv64', 'wasm32', 'x64']);

/** npm's own search: the nearest node_modules that has it, from the package's folder up to the root. */
function isLocked(packages, folder, name) {
  for (let place = folder; ; place = place.slice(0, Math.max(0, place.lastIndexOf('/node_modules/')))) {
    if (packages[`${place ? `${place}/` : ''}node_modules/${name}`]) return true;
    if (place === '') return false;
  }
}

function missing(packages) {
  return Object.entries(packages).flatMap(([folder, { optionalDependencies = {}, dev }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !isLocked(packages, folder, name))
      .map(([name, range]) => ({ name, version: range.replace(/^[~^]/, ''), dev })),
  );
}

function entryOf({ name, version, dev }) {
  const words = name.split(/[-/]/);
  const cpu = words.find((word) => PROCESSORS.has(word)) ?? (/eabi/.test(name) ? 'arm' : undefined);
  const os = words.find((word) => SYSTEMS.has(word));
  const libc = /musl/.test(name) ? 'musl' : words.at(-1) === 'gnu' ? 'glibc' : undefined;
  return {
    version,
    ...(cpu && { cpu: [cpu] }),
    ...(dev && { dev }),
    ...(libc && { libc: [libc] }),
    optional: true,
    ...(os && { os: [os] }),
  };
}

function complete(lock) {
  const found = missing(lock.packages);
  const added = Object.fromEntries(found.map((each) => [`node_modules/${each.name}`, entryOf(each)]));
  const all = Object.entries({ ...lock.packages, ...added }).sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...lock, packages: Object.fromEntries(all) };
}

module.exports = { missing };
if (require.main === module) {
  const lock = JSON.parse(fs.readFileSync('package-lock.json', 'utf8'));
  fs.writeFileSync('package-lock.json', `${JSON.stringify(complete(lock), null, 2)}\n`);
}
