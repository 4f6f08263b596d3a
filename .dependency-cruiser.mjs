import { readdirSync } from 'node:fs';

/**
 * The rooms under src/ and their levels (README, "Rooms"). A file imports its own room or a room of a lower
 * level: never sideways, never up. `npm run check:rooms` enforces it.
 */
const LEVELS = [
  ['platform', 'mail'],
  ['providers', 'auth'],
  ['inbox', 'suppressions', 'monitoring', 'openapi'],
  ['webhooks', 'tickets', 'deliveries'],
  ['receiving', 'notifications', 'stats', 'retention'],
  ['erasure'],
  ['cli', 'simulator'],
];

const folders = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
const unknown = folders.map(({ name }) => name).filter((name) => !LEVELS.flat().includes(name));
if (unknown.length > 0) throw new Error(`A room needs a level: ${unknown.join(', ')}`);

const roomRules = LEVELS.flatMap((rooms, level) =>
  rooms.map((room) => ({
    name: `${room}-imports-downwards`,
    comment: `${room} (level ${level}) may import its own room and the levels below it.`,
    severity: 'error',
    from: { path: `^src/${room}/` },
    to: {
      path: '^src/',
      pathNot: [
        ...[room, ...LEVELS.slice(0, level).flat()].map((allowed) => `^src/${allowed}/`),
        // commands are composition roots of their own: they open the whole database
        ...(room === 'cli' ? ['^src/(?:schema|settings)\\.ts$'] : []),
      ],
    },
  })),
);

/** What is started: the service, the commands, the simulator, the thread that reads mail. */
const PROGRAMS = [
  '^src/main\\.ts$',
  '^src/cli/[^/]+\\.ts$',
  '^src/simulator/(?:main|cli)\\.ts$',
  '^src/receiving/reader/mail-reader\\.thread\\.ts$',
];

export default {
  forbidden: [
    ...roomRules,
    {
      name: 'no-circular',
      comment: 'A cycle means that two files are one thought, or that a noun is missing.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'somebody-uses-it',
      comment:
        'No program reaches this file: a migration belongs into src/schema.ts, everything else to whoever needs it.',
      severity: 'error',
      from: { path: PROGRAMS },
      to: {
        path: '^src/',
        pathNot: ['\\.(?:spec|fixture)\\.ts$', '/testing/', ...PROGRAMS],
        reachable: false,
      },
    },
    {
      name: 'workers-answer-nobody',
      comment:
        'A process that is only a worker loads nothing of the API: controllers stand in *.api.module.ts alone (monitoring aside).',
      severity: 'error',
      from: { path: ['^src/worker\\.module\\.ts$', '^src/auth/auth\\.module\\.ts$'] },
      to: { path: '\\.(?:controller|api\\.module)\\.ts$', reachable: true },
    },
    {
      name: 'api-works-at-nothing',
      comment:
        'A process that is only an API runs no rounds and processes no events: they stand in *.worker.module.ts alone.',
      severity: 'error',
      from: { path: '^src/api\\.module\\.ts$' },
      to: { path: '\\.(?:processor|worker\\.module)\\.ts$', reachable: true },
    },
    {
      name: 'mail-is-pure',
      comment: 'mail/ turns bytes into values: no framework, no database, no network, no files.',
      severity: 'error',
      from: { path: '^src/mail/', pathNot: '\\.spec\\.ts$' },
      to: {
        path: [
          '^node_modules/(@nestjs|typeorm|pg|bullmq|ioredis)',
          '^(node:)?(fs|net|http|https|worker_threads|child_process)(/|$)',
        ],
      },
    },
    {
      name: 'simulator-shares-no-code',
      comment: 'A simulator built on our own provider code would agree with our own mistakes.',
      severity: 'error',
      from: { path: '^src/simulator/' },
      to: { path: '^src/(?!simulator/)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
