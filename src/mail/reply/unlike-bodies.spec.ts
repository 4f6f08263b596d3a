import { describe, expect, it } from '@jest/globals';
import { extractReply } from './extract-reply.js';

const INTRO = 'On Tue, Mar 3, 2026 at 9:14 AM Ann Lee &lt;ann@example.com&gt; wrote:';

describe('extractReply from plain text followed by HTML', () => {
  it.each<[string, string, string, string]>([
    [
      'the words of both when they differ',
      'Caution, this came from outside.',
      '<p>Please send the invoice for order 7 again.</p>',
      'Caution, this came from outside.\n\nPlease send the invoice for order 7 again.',
    ],
    [
      'the words of both without the signature of one',
      'A note from the team.\n\n-- \nAnn Lee',
      '<p>Where is my parcel?</p>',
      'A note from the team.\n\nWhere is my parcel?',
    ],
    [
      'the words of the text before a quote',
      'Yes, please send it.',
      '<blockquote type="cite">Shall I order another lamp?</blockquote>',
      'Yes, please send it.',
    ],
    [
      'the text alone when it is a version',
      'Please\nsend it.',
      '<p>Please send <b>it</b>.</p>',
      'Please\nsend it.',
    ],
    [
      'the text alone when it is a version without quote',
      'Please send it again.',
      `<p>Please send it again.</p><div class="gmail_quote">${INTRO}<blockquote>${'Is it there by now? '.repeat(9)}</blockquote></div>`,
      'Please send it again.',
    ],
    [
      'the text alone when it is mostly links',
      `See here: https://x.example/${'a'.repeat(400)} please.`,
      '<p><a href="https://x.example/">See here: please.</a></p>',
      `See here: https://x.example/${'a'.repeat(400)} please.`,
    ],
    ['the text alone beside an image', 'Here it is.', '<img src="cid:a">', 'Here it is.'],
    [
      'the text of other line breaks',
      '注文した商品が\nまだ届きません。',
      '<p>注文した商品がまだ届きません。</p>',
      '注文した商品が\nまだ届きません。',
    ],
  ])('is %s', (_, text, html, replyText) => {
    expect(extractReply({ text, html, htmlFollowsText: true }).replyText).toBe(replyText);
  });

  it('treats alternatives as versions whatever they say', () => {
    expect(extractReply({ text: 'Caution!', html: '<p>Please send the invoice again.</p>' }).replyText).toBe(
      'Caution!',
    );
  });
});
