// Puts the built service, with all that it loads, into a few files in dist/bundle/: some 3,000 files take longer to be
// found and read than they take to run. What is in no bundle is found in node_modules, as ever.
import { readFile, writeFile } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { rolldown } from 'rolldown';
import { fingerprintOf } from './fingerprint.mjs';

/** Programs and threads, by the names of their files in the bundle. */
const ENTRIES = {
  main: 'dist/main.js',
  'mail-reader.thread': 'dist/receiving/reader/mail-reader.thread.js',
};

/** These look for files of their own beside themselves. */
const FIND_FILES = [/^piscina$/, /^swagger-ui-dist/];

/** Asked for by packages that do without them. */
const NOT_INSTALLED = [
  /^@nestjs\/(microservices|websockets|platform-express)/,
  /^@fastify\/(multipart|view)$/,
  /^class-transformer\/storage$/,
  /^pg-native$/,
];

/** A `require` of the package's own is not seen by the bundler: the service would load a second copy of what it asks for. */
const OWN_REQUIRE = /^const require = createRequire\(import\.meta\.url\);$/m;
const seeRequires = {
  name: 'see-requires',
  transform: {
    filter: { id: /@nestjs[\\/](typeorm|mapped-types)[\\/]/, code: OWN_REQUIRE },
    handler: (code) => ({ code: code.replace(OWN_REQUIRE, ''), map: null }),
  },
};

/** Stack traces name the lines of `src/`. The maps of all packages would take 15 MB of each process. */
const COMPILED = resolve('dist') + sep;
const mapToSources = {
  name: 'map-to-sources',
  load: async (id) =>
    id.startsWith(COMPILED)
      ? { code: await readFile(id, 'utf8'), map: await readFile(`${id}.map`, 'utf8') }
      : null,
  transform: {
    order: 'post',
    filter: { id: /[\\/]node_modules[\\/]/ },
    handler: (code) => ({ code, map: { mappings: '' } }),
  },
};

const bundle = await rolldown({
  input: ENTRIES,
  platform: 'node',
  external: [...FIND_FILES, ...NOT_INSTALLED],
  plugins: [seeRequires, mapToSources],
  onLog: (level, { code, message }) => {
    throw new Error(`${level} ${code}: ${message}`);
  },
});
await bundle.write({
  dir: 'dist/bundle',
  cleanDir: true,
  sourcemap: true,
  // migrations, entities and schemas go by the names of their classes
  keepNames: true,
  minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
});
await writeFile('dist/bundle/made-of', fingerprintOf('.'));
