import { rm } from 'node:fs/promises';

export default async function () {
  const started = globalThis.__POSTGRES__;
  if (!started) return;
  await started.server.stop();
  await rm(started.dataDir, { recursive: true, force: true });
}
