import type { Mailbox } from '../mail.js';

/** Shorter words occur in an address by chance. */
const MIN_LENGTH_IN_ADDRESS = 3;
const UNDIVIDED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

/** Shared by the names of different people. */
const SHARED = new Set(
  'dr prof mag ing dipl herr frau mr mrs ms mme sr sra von van der den de del di da la le zu bin al el the and und et'.split(
    ' ',
  ),
);

/** Who wrote the mail, as far as its From field says. It tells the writer's name from other words. */
export class Sender {
  private readonly names: ReadonlySet<string>;
  /** Of local parts, and of domains without their last label. */
  private readonly address: string;
  private readonly domains: readonly string[];

  constructor(private readonly mailboxes: readonly Mailbox[]) {
    this.names = new Set(mailboxes.flatMap(({ name }) => wordsOf(name)));
    this.domains = mailboxes.map(({ address }) => address.slice(address.lastIndexOf('@') + 1).toLowerCase());
    const addresses = mailboxes.map(({ address }) => address.replace(/\.[^.@]*$/, ''));
    this.address = wordsOf(addresses.join(' ')).join('');
  }

  /** True if the From field names no person. A name of one word may be a role, a shop or a list. */
  get isUnknown(): boolean {
    return !this.mailboxes.some(({ name }) => wordsOf(name).length > 1 || UNDIVIDED.test(name));
  }

  /** True if the line shares a word with the sender's name or address. */
  isNamedIn(line: string): boolean {
    return wordsOf(line).some(
      (word) =>
        this.names.has(word) ||
        (word.length >= MIN_LENGTH_IN_ADDRESS && this.address.includes(word)) ||
        (UNDIVIDED.test(word) && [...this.names].some((name) => name.includes(word) || word.includes(name))),
    );
  }

  /** True if the line holds the sender's address, or a web page in its domain. */
  isReachedAt(line: string): boolean {
    const text = line.toLowerCase();
    return text.includes('@')
      ? this.mailboxes.some(({ address }) => address !== '' && text.includes(address.toLowerCase()))
      : this.domains.some((domain) => domain !== '' && text.includes(domain));
  }
}

/** In lower case, without accents, titles and particles. */
function wordsOf(text: string): string[] {
  const plain = text.toLowerCase().replaceAll('ß', 'ss').normalize('NFKD').replace(/\p{M}/gu, '');
  return (plain.match(/\p{L}{2,}/gu) ?? []).filter((word) => !SHARED.has(word));
}
