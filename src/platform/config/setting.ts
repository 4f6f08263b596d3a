/** One environment variable, as shown in the README's table. */
export interface SettingDescription {
  variable: string;
  /** Property of `Config` that holds the value. */
  property: string;
  /** One line for the operator. */
  meaning: string;
  /** The meaning of an unset variable, in words, if the property's default does not show it. */
  unset: string | null;
  /** If one property holds many variables by name: the pattern of their names. */
  family: RegExp | null;
  read: (text: string) => unknown;
}

const settings: SettingDescription[] = [];

/**
 * Declares that a property is read from an environment variable. class-validator's decorators beside it do the
 * validation. `read` converts text into the property's type and may return nonsense (`NaN`), which validation then
 * reports.
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
 * Declares that a property holds, by name, all variables whose names match `family`.
 *
 * @param meanings their texts in the README, by variable
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

/** All settings, in the order in which `Config` declares them. */
export function describedSettings(): readonly SettingDescription[] {
  return settings;
}
