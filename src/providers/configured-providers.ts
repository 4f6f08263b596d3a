import { readFileSync } from 'node:fs';
import { InvalidProfiles, parseProfiles } from './hmac/profile-file.js';
import { BUILT_IN_PROVIDERS, Providers } from './registry.js';

/**
 * The built-in senders and those of the profile file.
 *
 * @param profileFile path of the file; null for none
 * @throws InvalidProfiles naming everything that is wrong with the file
 */
export function configuredProviders(profileFile: string | null): Providers {
  const profiles = profileFile === null ? [] : parseProfiles(readProfileFile(profileFile));
  return new Providers([...BUILT_IN_PROVIDERS, ...profiles]);
}

function readProfileFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const { code = 'unknown error' } = cause as NodeJS.ErrnoException;
    throw new InvalidProfiles([`the file ${path} cannot be read: ${code}`], { cause });
  }
}
