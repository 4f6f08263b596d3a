import { WholeNumber } from './whole-number.js';

/** More is a typing error: leave the setting unset to keep data for ever. */
const A_CENTURY = 36_500;

/** A setting that gives the number of days for which data is kept. @param unset as for `WholeNumber` */
export const KeptDays = (variable: string, meaning: string, unset?: string): PropertyDecorator =>
  WholeNumber(variable, meaning, { min: 1, max: A_CENTURY, ...(unset !== undefined && { unset }) });
