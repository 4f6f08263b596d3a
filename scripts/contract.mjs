// Writes openapi.json from the code, or with --check fails if the committed one differs. Needs no database.
import 'reflect-metadata';
import { readFile, writeFile } from 'node:fs/promises';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { format, resolveConfig } from 'prettier';
import { AppModule } from '../dist/app.module.js';
import { openApiDocument } from '../dist/openapi/document.js';
import { readConfig } from '../dist/platform/config/read-config.js';

const FILE = 'openapi.json';

const foundation = {
  config: readConfig({}),
  databaseUrl: 'postgres://nowhere',
  databaseTrouble: () => null,
  queueOptions: { connection: {} },
  adminKeyText: '',
};
const app = await NestFactory.create(AppModule.of(foundation), new FastifyAdapter(), {
  preview: true,
  logger: false,
  abortOnError: false,
});
const style = { ...(await resolveConfig(FILE)), parser: 'json' };
const current = await format(JSON.stringify(openApiDocument(app)), style);

if (process.argv.includes('--check')) {
  const committed = await readFile(FILE, 'utf8').catch(() => '');
  if (committed !== current) {
    console.error(
      `${FILE} does not say what the code does. Run "npm run contract" and look at what changed.`,
    );
    process.exit(1);
  }
  console.log(`${FILE} is up to date.`);
} else {
  await writeFile(FILE, current);
  console.log(`${FILE} written.`);
}
process.exit(0);
