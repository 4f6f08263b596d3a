/** What the receiving server found; values such as `pass`, `fail`, `gray`. */
export interface Authentication {
  spf: string | null;
  dkim: string | null;
  dmarc: string | null;
}
