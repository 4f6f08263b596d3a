/** One environment variable as the README's table shows it. */
export interface SettingDescription {
  /** Name in the environment. */
  variable: string;
  /** Property of `Config` that holds the value. */
  property: string;
  /** One line for the operator. */
  meaning: string;
  /** What an unset variable means, in words, where the property's own default does not say it. */
  unset: string | null;
  read: (text: string) => unknown;
}

const settings: SettingDescription[] = [];

/**
 * Declares that a property is read from an environment variable. Validation is left to class-validator's decorators
 * beside it; `read` turns text into the property's type and may return nonsense (`NaN`), which validation then names.
 */
export function Setting(
  variable: string,
  meaning: string,
  options: { read?: (text: string) => unknown; unset?: string } = {},
): PropertyDecorator {
  return (_target, property) => {
    settings.push({
      variable,
      property: String(property),
      meaning,
      unset: options.unset ?? null,
      read: options.read ?? ((text) => text),
    });
  };
}

/** All settings in the order in which the config class declares them. */
export function describedSettings(): readonly SettingDescription[] {
  return settings;
}
