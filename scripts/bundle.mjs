// Bundles the built service and all that it loads into a few files in dist/bundle/: finding and reading some 3,000
// files takes longer than running them. What is not bundled is loaded from node_modules as usual.
import { readFile, writeFile } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { rolldown } from 'rolldown';
import { fingerprintOf } from './fingerprint.mjs';

/** Programs and threads, by the names of their bundled files. */
const ENTRIES = {
  main: 'dist/main.js',
  'mail-reader.thread': 'dist/receiving/reader/mail-reader.thread.js',
};

/** Packages that look for their own files next to themselves. */
const FIND_FILES = [/^piscina$/, /^swagger-ui-dist/];

/** Optional for the packages that ask for them. */
const NOT_INSTALLED = [
  /^@nestjs\/(microservices|websockets|platform-express)/,
  /^@fastify\/(multipart|view)$/,
  /^class-transformer\/storage$/,
  /^pg-native$/,
];

/** The bundler does not see a `require` that a package makes itself: the service would load a second copy. */
const OWN_REQUIRE = /^const require = createRequire\(import\.meta\.url\);$/m;
const seeRequires = {
  name: 'see-requires',
  transform: {
    filter: { id: /@nestjs[\\/](typeorm|mapped-types)[\\/]/, code: OWN_REQUIRE },
    handler: (code) => ({ code: code.replace(OWN_REQUIRE, ''), map: null }),
  },
};

/** Stack traces name lines of `src/`. Source maps of all packages would take 15 MB in each process. */
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
  // migrations, entities and schemas are identified by their class names
  keepNames: true,
  minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
});
await writeFile('dist/bundle/made-of', fingerprintOf('.'));
