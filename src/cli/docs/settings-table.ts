import { Config } from '../../platform/config/config.js';
import { describedSettings } from '../../platform/config/setting.js';
import { markdownTable } from './markdown-table.js';

/** Every environment variable, in the order of the config class. */
export function settingsTable(): string {
  const defaults = new Config() as unknown as Record<string, unknown>;
  const rows = describedSettings().map(({ variable, property, meaning, unset }) => [
    `\`${variable}\``,
    unset ?? `\`${String(defaults[property])}\``,
    meaning,
  ]);
  return markdownTable(['Variable', 'Default', 'Meaning'], rows);
}
