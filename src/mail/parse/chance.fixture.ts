/** Pseudo-random choices, reproducible from the seed (a linear congruential generator, Numerical Recipes §7.1). */
export class Chance {
  constructor(private state: number) {}

  /** An integer from 0 to below `limit`. */
  upTo(limit: number): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * limit);
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.upTo(choices.length)] as T;
  }

  /** One to `limit` results of `make`. */
  many<T>(limit: number, make: () => T): T[] {
    return Array.from({ length: 1 + this.upTo(limit) }, make);
  }
}
