import { describe, expect, it } from '@jest/globals';

import { extractReply } from './extract-reply.js';

const QUOTE = '<blockquote type="cite">Is it?</blockquote>';
const from = [{ name: 'Ann Lee', address: 'ann@example.com' }];

/** The reply to an HTML mail with these lines above and inside a marked signature. */
function cut(above: string, ...inside: string[]) {
  const box = inside.map((line) => `<div>${line}</div>`).join('');
  const html = `<div>${above}</div><div id="Signature">${box}</div>${QUOTE}`;
  return extractReply({ text: null, html, from });
}

describe('words typed into a marked signature', () => {
  it.each([
    'Hello!',
    'Hi Bob',
    'Dear Sir or Madam',
    'Good morning, Bob,',
    'Guten Tag!',
    'Sehr geehrte Damen und Herren',
    'Bonjour Madame',
    'Buenos días',
    'Buongiorno!',
    'Olá Bob',
    'Goedendag',
    'Hej Bob!',
    'Hei',
    'Dzień dobry',
    'Dobrý den',
    'Здравствуйте!',
    'Merhaba',
    '您好',
    'Thank you.',
    'Danke!',
    'Merci',
    'Gracias.',
    'Спасибо!',
  ])('are the reply below "%s"', (above) => {
    const reply = cut(above, 'The lamp hums.', 'Sent from my iPhone');
    expect(reply).toMatchObject({ replyText: `${above}\nThe lamp hums.`, signature: 'Sent from my iPhone' });
    expect(reply.quotedText).toBe('Is it?');
  });

  it('are the reply below a greeting without being a sentence', () => {
    expect(cut('Hello!', 'Lamp broken').replyText).toBe('Hello!\nLamp broken');
  });
});

describe('a marked signature', () => {
  it.each<[string, string, string[]]>([
    ['below thanks', 'Thank you.', ['Ann Lee', 'Example Ltd', '+49 30 1234567']],
    ['of a firm below thanks', 'Thanks!', ['Example Ltd', 'Lamps of all kinds', 'www.example.com']],
    ['with a closing below thanks', 'Danke!', ['Viele Grüße', 'Ann Lee']],
    ['with a phone line below thanks', 'Thanks!', ['Sent from my iPhone.']],
    ['below a greeting', 'Hello!', ['Ann Lee', 'Example Ltd']],
    ['with a first name below a greeting', 'Hi Bob', ['Ann']],
    ['with a closing below a greeting', 'Hi Bob', ['Best regards,', 'Ann Lee']],
    ['below words', 'Hello, the lamp hums.', ['It is nice to be nice.']],
    ['below a request', 'Hi please call me', ['Example Ltd', 'Lamps']],
    ['below one word', 'Yes', ['The best lamps of all.']],
  ])('stays one %s', (_, above, inside) => {
    expect(cut(above, ...inside)).toMatchObject({ replyText: above, signature: inside.join('\n') });
  });
});
