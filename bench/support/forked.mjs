import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ended } from './postgres.mjs';

/** Runs one task in a fresh process and resolves with its answer. */
export async function runForked(script, task) {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)));
  try {
    return await new Promise((resolve, reject) => {
      child.once('message', ({ result, error }) =>
        error === undefined ? resolve(result) : reject(new Error(error)),
      );
      child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)));
      child.send(task);
    });
  } finally {
    child.kill();
    await ended(child);
  }
}

/** Starts a server script that sends `{port}` when it listens. */
export async function startForked(script, env) {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_OPTIONS: process.env.NODE_OPTIONS ?? '',
      ...env,
    },
  });
  const ready = await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)));
  });
  const stop = async () => {
    child.kill('SIGKILL');
    await ended(child);
  };
  return { ...ready, child, stop };
}
