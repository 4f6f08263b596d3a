import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { Config } from '../src/platform/config/config.js';
import { describedSettings } from '../src/platform/config/setting.js';

const ROOT = resolve(__dirname, '..');
const read = (file: string) => readFileSync(resolve(ROOT, file), 'utf8');

interface ComposeService {
  image: string;
  build?: string;
  command?: string[];
  environment?: Record<string, string>;
  depends_on?: Record<string, unknown>;
  volumes?: string[];
}
const compose = parse(read('docker-compose.yml'), { merge: true }) as {
  services: Record<string, ComposeService>;
  volumes: Record<string, unknown>;
};
const services = Object.entries(compose.services);
const ours = services.filter(([, service]) => service.build !== undefined);

/** `node … dist/x/y.js` → the source it is compiled from. */
const sourceOf = (command: string[]) =>
  command
    .find((word) => word.startsWith('dist/'))!
    .replace(/^dist\/(bundle\/)?/, 'src/')
    .replace(/\.js$/, '.ts');

const settings = () => {
  expect(new Config()).toBeDefined();
  return describedSettings().map(({ variable }) => variable);
};

describe('docker-compose.yml', () => {
  it('has the services that the README names', () => {
    expect(Object.keys(compose.services).sort()).toEqual(['api', 'postgres', 'redis', 'simulator', 'worker']);
  });

  it.each(ours)('%s runs a program that exists', (_name, service) => {
    const imageCommand = JSON.parse(/^CMD (\[.*\])$/m.exec(read('Dockerfile'))![1]!) as string[];
    expect(existsSync(resolve(ROOT, sourceOf(service.command ?? imageCommand)))).toBe(true);
  });

  it.each(ours)('%s sets only variables that the service knows', (_name, service) => {
    for (const variable of Object.keys(service.environment ?? {})) expect(settings()).toContain(variable);
  });

  it.each(services)('%s depends on services and mounts volumes that are declared', (_name, service) => {
    for (const other of Object.keys(service.depends_on ?? {})) expect(compose.services).toHaveProperty(other);
    for (const volume of service.volumes ?? []) expect(compose.volumes).toHaveProperty(volume.split(':')[0]!);
  });
});

describe('.env.example', () => {
  it('names every setting, and besides them only what docker-compose.yml needs', () => {
    const named = [...read('.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, variable]) => variable!);
    const asked = [...read('docker-compose.yml').matchAll(/\$\{([A-Z_]+)/g)].map(([, variable]) => variable!);
    const single = settings().filter((variable) => !variable.startsWith('<'));
    expect(single.filter((variable) => !named.includes(variable))).toEqual([]);
    expect(named.filter((variable) => !settings().includes(variable) && !asked.includes(variable))).toEqual(
      [],
    );
  });
});

describe('Dockerfile', () => {
  it('does not run as root', () => {
    expect(
      read('Dockerfile')
        .trimEnd()
        .split('\n')
        .filter((line) => line.startsWith('USER'))
        .at(-1),
    ).toBe('USER node');
  });
});
