/**
 * Two kinds of tests. `*.spec.ts` under src: pure code, imported directly and compiled by swc to CommonJS
 * (native ESM does not work in Jest 30 on Node 20). `*.spec.ts` under test: the built service, run as a process of
 * its own and spoken to over HTTP; `npm test` builds it first.
 */
const swc = (syntax) => ({
  swcrc: false,
  sourceMaps: true,
  module: { type: 'commonjs', importInterop: 'swc' },
  jsc: {
    target: 'es2023',
    parser: syntax === 'ts' ? { syntax: 'typescript', decorators: true } : { syntax: 'ecmascript' },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
  },
});

const shared = {
  testEnvironment: 'node',
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': ['$1.js', '$1'] },
  transform: { '^.+\\.ts$': ['@swc/jest', swc('ts')], '^.+\\.(js|mjs)$': ['@swc/jest', swc('js')] },
  transformIgnorePatterns: [],
  setupFiles: ['reflect-metadata'],
};

export default {
  // longer than what a test waits for (test/support/eventually.ts): that one can say what it did not see
  testTimeout: 240_000,
  // most end-to-end tests wait for other processes, so more of them run than there are cores
  maxWorkers: 3,
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/src/**/*.spec.ts'] },
    {
      ...shared,
      displayName: 'e2e',
      testMatch: ['<rootDir>/test/**/*.spec.ts'],
      globalSetup: '<rootDir>/test/global-setup.mjs',
      globalTeardown: '<rootDir>/test/global-teardown.mjs',
    },
  ],
};
