import { applyDecorators } from '@nestjs/common';
import { IsArray } from 'class-validator';
import { Setting } from './setting.js';

/** The non-empty items of a comma-separated text. */
export const readItems = (text: string): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** A setting that is a list. @param unset the meaning of an unset variable, in words; the property is then empty */
export const CommaSeparated = (variable: string, meaning: string, unset: string): PropertyDecorator =>
  applyDecorators(Setting(variable, meaning, { read: readItems, unset }), IsArray());
