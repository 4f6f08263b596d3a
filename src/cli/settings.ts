import type { Config } from '../platform/config/config.js';
import { InvalidConfig } from '../platform/config/read-config.js';
import { readSettings } from '../settings.js';

/** The service's settings. Invalid ones are named, and end the command with status 1. */
export function settings(): Readonly<Config> {
  try {
    return readSettings(process.env);
  } catch (error) {
    if (!(error instanceof InvalidConfig)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
