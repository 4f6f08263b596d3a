import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { Config } from './config.js';
import { describedSettings } from './setting.js';

/** A variable whose value cannot be used, and why. Never contains the value: it may be a secret. */
export interface BadSetting {
  variable: string;
  reason: string;
}

export class InvalidConfig extends Error {
  constructor(readonly bad: BadSetting[]) {
    super(
      `Invalid configuration:\n${bad.map(({ variable, reason }) => `  ${variable}: ${reason}`).join('\n')}`,
    );
  }
}

/**
 * Reads, validates and freezes the configuration.
 *
 * @param checks further checks, from higher rooms (such as the form of a provider's secret)
 * @throws InvalidConfig naming every bad variable at once
 */
export function readConfig(
  env: Record<string, string | undefined>,
  checks: ((config: Config) => BadSetting[])[] = [],
): Readonly<Config> {
  const values: Record<string, unknown> = {};
  for (const { variable, property, family, read } of describedSettings()) {
    const text = env[variable]?.trim();
    if (family !== null) values[property] = readFamily(env, family, read);
    else if (text) values[property] = read(text);
  }
  const config = plainToInstance(Config, values, { exposeDefaultValues: true });
  const bad = [
    ...emptyInEffect(env),
    ...invalidProperties(config),
    ...checks.flatMap((check) => check(config)),
  ];
  if (bad.length > 0) throw new InvalidConfig(bad);
  return Object.freeze(config);
}

/** Variables that are set but contain nothing: probably a template whose own variable was missing. */
function emptyInEffect(env: Record<string, string | undefined>): BadSetting[] {
  const isOurs = (name: string) =>
    describedSettings().some(({ variable, family }) => variable === name || family?.test(name));
  return Object.entries(env)
    .filter(([variable, text]) => text && /^[\s,]+$/.test(text) && isOurs(variable))
    .map(([variable]) => ({ variable, reason: 'must have a value, or be empty' }));
}

function readFamily(
  env: Record<string, string | undefined>,
  family: RegExp,
  read: (text: string) => unknown,
): Record<string, unknown> {
  const set = Object.entries(env).filter(([variable, text]) => family.test(variable) && text?.trim());
  return Object.fromEntries(set.map(([variable, text]) => [variable, read(text!.trim())]));
}

function invalidProperties(config: Config): BadSetting[] {
  const variables = new Map(describedSettings().map(({ property, variable }) => [property, variable]));
  return validateSync(config).map((error) => ({
    variable: variables.get(error.property) ?? error.property,
    reason: [...new Set(Object.values(error.constraints ?? {}))]
      .map((reason) => reason.replace(`each value in ${error.property} must`, 'each must'))
      .map((reason) => reason.replace(`${error.property} must`, 'must'))
      .join('; '),
  }));
}
