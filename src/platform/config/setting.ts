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
  /** For one of many variables that one property holds, by name: the names that belong there. */
  family: RegExp | null;
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
      family: null,
      read: options.read ?? ((text) => text),
    });
  };
}

/**
 * Declares that a property holds all variables with a name of this form, by name.
 *
 * @param meanings what is said of them in the README, by variable
 */
export function SettingFamily(
  family: RegExp,
  meanings: Readonly<Record<string, string>>,
  options: { read: (text: string) => unknown; unset: string },
): PropertyDecorator {
  return (_target, property) => {
    for (const [variable, meaning] of Object.entries(meanings)) {
      settings.push({ variable, property: String(property), meaning, family, ...options });
    }
  };
}

/** All settings in the order in which the config class declares them. */
export function describedSettings(): readonly SettingDescription[] {
  return settings;
}
