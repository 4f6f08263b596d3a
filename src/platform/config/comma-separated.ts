import { applyDecorators } from '@nestjs/common';
import { IsArray } from 'class-validator';
import { Setting } from './setting.js';

/** The items of a comma-separated text, without empty ones. */
export const readItems = (text: string): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** A setting that lists items. @param unset what an unset variable means, in words; the property is then empty */
export const CommaSeparated = (variable: string, meaning: string, unset: string): PropertyDecorator =>
  applyDecorators(Setting(variable, meaning, { read: readItems, unset }), IsArray());
