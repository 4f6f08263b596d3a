/** Stable codes of what was broken in a mail, each once, in the order found. */
export class Defects {
  private readonly codes = new Set<string>();

  add(code: string): void {
    this.codes.add(code);
  }

  list(): string[] {
    return [...this.codes];
  }
}
