import { WholeNumber } from './whole-number.js';

/** More is a slip of the pen: what is to be kept for ever is left unset. */
const A_CENTURY = 36_500;

/** A setting that says for how many days something is kept. @param unset as for `WholeNumber` */
export const KeptDays = (variable: string, meaning: string, unset?: string): PropertyDecorator =>
  WholeNumber(variable, meaning, { min: 1, max: A_CENTURY, ...(unset !== undefined && { unset }) });
