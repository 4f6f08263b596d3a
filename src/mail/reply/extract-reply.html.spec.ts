import { describe, expect, it } from '@jest/globals';

import { extractReply } from './extract-reply.js';

const INTRO = 'On Tue, Mar 3, 2026 at 9:14 AM Ann Lee &lt;ann@example.com&gt; wrote:';

function extract(html: string, text: string | null = null) {
  return extractReply({ text, html, subject: 'Re: Order 7' });
}

describe('extractReply from HTML', () => {
  it.each<[string, string]>([
    [
      'Gmail',
      `<div>Yes.</div><div class="gmail_quote"><div class="gmail_attr">${INTRO}</div><blockquote class="gmail_quote">Is it?</blockquote></div>`,
    ],
    [
      'Gmail, own attribution wording',
      '<div>Yes.</div><div class="gmail_quote">Ann, heri:<br><blockquote>Is it?</blockquote></div>',
    ],
    [
      'Apple Mail',
      `<div>Yes.</div><blockquote type="cite">${INTRO}</blockquote><blockquote type="cite">Is it?</blockquote>`,
    ],
    [
      'Thunderbird',
      '<p>Yes.</p><div class="moz-cite-prefix">Ann, 3/3:</div><blockquote type="cite">Is it?</blockquote>',
    ],
    [
      'Outlook on the web',
      '<div>Yes.</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg">Ann</div><div>Is it?</div>',
    ],
    [
      'Outlook',
      '<p>Yes.</p><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in"><p>Ann</p></div><p>Is it?</p>',
    ],
    [
      'Outlook, header block',
      '<p>Yes.</p><p><b>From:</b> Ann &lt;ann@example.com&gt;<br><b>Sent:</b> Today<br><b>Subject:</b> x</p><p>Is it?</p>',
    ],
    [
      'Outlook, its style rewritten',
      '<p>Yes.</p><div style="padding: 3pt 0in 0in; border-width: 1pt medium medium; border-style: solid none none;"><p>Ann</p></div><p>Is it?</p>',
    ],
    ['Outlook, read in Gmail', '<div>Yes.</div><hr><div id="m_-12divRplyFwdMsg">Ann</div><div>Is it?</div>'],
    [
      'Outlook, copied in Gmail',
      '<div>Yes.</div><hr><div id="gmail-m_12divRplyFwdMsg">Ann</div><div>Is it?</div>',
    ],
    ['Missive', '<div>Yes.</div><div class="missive_quote">Ann, 3/3:<div>Is it?</div></div>'],
    ['Hotmail', '<div>Yes.</div><hr id="stopSpelling">Date: today<br>Is it?'],
    [
      'Windows Mail',
      '<div>Yes.</div><div style="padding-top: 5px; border-top-color: rgb(229, 229, 229); border-top-width: 1px; border-top-style: solid;">Ann</div><div>Is it?</div>',
    ],
    ['Proton Mail', '<div>Yes.</div><div class="protonmail_quote">Ann:<blockquote>Is it?</blockquote></div>'],
    [
      'Yahoo Mail',
      '<div>Yes.</div><div class="ydp1yahoo_quoted" id="ydp1yahoo_quoted"><div>Ann, 3/3:</div><div>Is it?</div></div>',
    ],
    ['Zoho Mail', '<div>Yes.</div><div class="zmail_extra"><div>============ Ann</div>Is it?</div>'],
    ['Zimbra', '<div>Yes.</div><hr id="zwchr"><b>Ann</b><br>Is it?'],
    ['Front', '<div>Yes.</div><blockquote class="front-blockquote">Is it?</blockquote>'],
    [
      'Spark',
      '<div name="messageBodySection">Yes.</div><div name="messageReplySection">Ann, 3/3<div>Is it?</div></div>',
    ],
    ['GMX', '<div>Yes.</div><div name="quote">Ann, 3/3<div name="quoted-content">Is it?</div></div>'],
    [
      'Outlook for phones, with an id of its own',
      '<div>Yes.</div><div id="id-1" class="ms-outlook-mobile-reference-message">Ann<div>Is it?</div></div>',
    ],
    [
      'Outlook for phones',
      '<div>Yes.</div><div id="mail-editor-reference-message-container"><hr>Ann<div>Is it?</div></div>',
    ],
    ['Roundcube', '<p>Yes.</p><p id="reply-intro">Ann, 3/3</p><blockquote type="cite">Is it?</blockquote>'],
    [
      'Airmail',
      '<p>Yes.</p><p class="airmail_on">Ann, 3/3</p><blockquote class="clean_bq">Is it?</blockquote>',
    ],
    ['a plain blockquote', 'Yes.<blockquote>Is it?</blockquote>'],
  ])('cuts off the quote of %s', (_, html) => {
    const reply = extract(html);
    expect(reply).toMatchObject({ replyText: 'Yes.', signature: '' });
    expect(reply.quotedText).toContain('Is it?');
  });

  it.each<[string, string]>([
    ['Gmail', '<div class="gmail_signature">Bob<br>Example</div>'],
    ['Thunderbird', '<div class="moz-signature">Bob<br>Example</div>'],
    ['Outlook', '<div id="Signature">Bob<br>Example</div>'],
    ['Windows Mail', '<div data-signatureblock="true">Bob<br>Example</div>'],
    ['Spark', '<div name="messageSignatureSection">Bob<br>Example</div>'],
    ['Yahoo for Android', '<div id="ymail_android_signature">Bob<br>Example</div>'],
    ['HubSpot', '<div class="hs_signature">Bob<br>Example</div>'],
    ['Mailbird', '<div class="mb_sig">Bob<br>Example</div>'],
    ['Samsung Email', '<div id="composer_signature">Bob<br>Example</div>'],
    ['Zoho Mail', '<div id="Zm-_Id_-Sgn" data-sigid="1">Bob<br>Example</div>'],
    ['eM Client', '<div id="signature_old">Bob<br>Example</div>'],
  ])('separates the signature of %s', (_, html) => {
    expect(extract(`<div>Yes.</div>${html}<blockquote>Is it?</blockquote>`)).toMatchObject({
      replyText: 'Yes.',
      signature: 'Bob\nExample',
      quotedText: 'Is it?',
    });
  });

  it("keeps answers written into Gmail's box with what they answer", () => {
    const html = `<div class="gmail_quote"><div class="gmail_attr">${INTRO}</div><blockquote>Is it?</blockquote><div>Yes.</div><blockquote>When?</blockquote><div>May.</div></div>`;
    expect(extract(html).replyText).toBe('Is it?\n\nYes.\n\nWhen?\n\nMay.');
  });

  it.each<[string, string]>([
    ['above the quote', '<div>I want a new one.</div><blockquote>Is it?</blockquote>'],
    [
      'above the attribution',
      `<div>I want a new one.</div><div class="gmail_attr">${INTRO}</div><blockquote>Is it?</blockquote>`,
    ],
    ['without a quote', '<div>I want a new one.</div>'],
  ])("keeps words written into Gmail's box %s", (_, box) => {
    const html = `<div>It hums.</div><div class="gmail_quote">${box}</div>`;
    expect(extract(html).replyText.replaceAll('\n\n', '\n')).toBe('It hums.\nI want a new one.');
  });

  it('keeps them in the plain text too', () => {
    const html = '<div>Hello Ann,</div><div class="gmail_quote"><div>I want a new one.</div></div>';
    const text = 'Hello Ann,\n\nI want a new one.';
    expect(extract(html, text)).toMatchObject({ replyText: text, quotedText: '' });
  });

  it.each(['', '<hr><div id="divRplyFwdMsg">Ann</div><div>Is it?</div>'])(
    'keeps words typed below the place where Outlook on the web appends',
    (quote) => {
      const html = `<div>It hums.</div><div id="appendonsend"></div><div>I want a new one.</div>${quote}`;
      expect(extract(html).replyText).toBe('It hums.\nI want a new one.');
    },
  );

  it.each<[string, string]>([
    ['Spark', '<div name="messageReplySection">'],
    ['Proton Mail', '<div class="protonmail_quote">'],
  ])('keeps answers written into the quote of %s', (_, section) => {
    const html = `<div>Hello Ann,</div>${section}<div>${INTRO}</div><blockquote style="border-left: 1px solid">Is it?</blockquote><div>Yes.</div><blockquote style="border-left: 1px solid">When?</blockquote><div>May.</div></div>`;
    expect(extract(html).replyText).toBe('Hello Ann,\n\nIs it?\n\nYes.\n\nWhen?\n\nMay.');
  });

  it.each<[string, string, string]>([
    ['and nothing else', '', ''],
    [
      'and the quote below them',
      '<hr><div id="divRplyFwdMsg">Ann, yesterday</div><div>Is it?</div>',
      'Ann, yesterday\nIs it?',
    ],
    [
      'and a header block below them',
      '<div><b>From:</b> Ann &lt;ann@example.com&gt;<br><b>Sent:</b> Today<br><b>Subject:</b> x</div><div>Is it?</div>',
      'From: Ann <ann@example.com>\nSent: Today\nSubject: x\nIs it?',
    ],
  ])("keeps words written into the box of Outlook's editor for phones, %s", (_, below, quotedText) => {
    const box =
      '<div id="mail-editor-reference-message-container" class="ms-outlook-mobile-reference-message">';
    const html = `<div>Hello Ann,</div>${box}<div>I want a new one.</div>${below}</div>`;
    const replyText = 'Hello Ann,\nI want a new one.';
    expect(extract(html)).toMatchObject({ replyText, quotedText });
    expect(extract(html, `${replyText}\n${quotedText}`.trim()).replyText).toBe(replyText);
  });

  it.each([
    ['Chrome', 'margin: 0 0 0 40px; border: none; padding: 0px;'],
    ['Outlook on the web', 'border:none; margin-left:40px; padding:0px'],
    ['an editor', 'margin-left: 40px'],
  ])('keeps what the writer indented with %s', (_, style) => {
    const html = `<div>Steps:</div><blockquote class="gmail_quote" style="${style}"><div>Press the button.</div></blockquote>`;
    expect(extract(html)).toMatchObject({ replyText: 'Steps:\n\nPress the button.', quotedText: '' });
  });

  it('keeps a passage that the writer cites', () => {
    const html = '<p>You write:</p><blockquote><p>Press the button.</p></blockquote><p>Which one?</p>';
    expect(extract(html).replyText).toBe('You write:\n\nPress the button.\n\nWhich one?');
  });

  it.each(['<blockquote>', '<blockquote style="border-left: 2px solid #ccc">'])(
    'keeps a passage that the writer announces, in %s',
    (blockquote) => {
      const passage = `<p>The app says:</p>${blockquote}<p>Error 17.</p></blockquote>`;
      expect(extract(passage).replyText).toBe('The app says:\n\nError 17.');
      expect(extract(`${passage}<p>Why?</p>`).replyText).toBe('The app says:\n\nError 17.\n\nWhy?');
    },
  );

  it('drops the quote below an attribution in a language that is not listed', () => {
    const html = '<p>Yes.</p><p>Ann, 2026-03-03 9:14 heri:</p><blockquote><p>Is it?</p></blockquote>';
    expect(extract(html).quotedText).toBe('Is it?');
  });

  it('drops a bare blockquote with its attribution above the answer', () => {
    const html = `<p>${INTRO}</p><blockquote><p>Is it?</p></blockquote><p>Yes.</p>`;
    expect(extract(html)).toMatchObject({ replyText: 'Yes.', quotedText: expect.stringContaining('Is it?') });
  });

  it("removes the quote after a picture with a phone's signature", () => {
    const html = `<img src="cid:a"><div id="composer_signature">Sent from my Galaxy</div><div class="gmail_quote"><div class="gmail_attr">${INTRO}</div><blockquote>Is it?</blockquote></div>`;
    expect(extract(html)).toMatchObject({
      replyText: 'Sent from my Galaxy',
      quotedText: expect.stringContaining('Is it?'),
    });
  });

  it('keeps words below a quote', () => {
    expect(extract('<blockquote type="cite">Is it?</blockquote><div>Yes.</div>').replyText).toBe('Yes.');
  });

  it('keeps a mail that is nothing but a quote', () => {
    expect(extract('<blockquote>Is it?</blockquote>').replyText).toBe('Is it?');
  });

  it('reduces a forward without a note to the forwarded words', () => {
    const html =
      '<div class="gmail_quote">---------- Forwarded message ---------<br>From: Ann &lt;ann@example.com&gt;<br>Subject: x<br><br>Is it?</div>';
    expect(extract(html)).toMatchObject({
      replyText: 'Is it?',
      forwardedFrom: { name: 'Ann', address: 'ann@example.com' },
    });
  });

  it.each([' \n', '\u200b\n', '\ufeff'])('uses it if nothing is visible in the text %j', (text) => {
    expect(extract('<p>Yes.</p>', text).replyText).toBe('Yes.');
  });

  it("separates Gmail's forward from a note, with blank lines above its title", () => {
    const title = '---------- Forwarded message ---------<br>From: Ann &lt;ann@example.com&gt;<br>Subject: x';
    const html = `<div>FYI<br><br><div class="gmail_quote"><div class="gmail_attr">${title}<br></div><br><div>Is it?</div></div></div>`;
    expect(extract(html)).toMatchObject({
      replyText: 'FYI',
      quotedText: expect.stringContaining('Is it?'),
      forwardedFrom: { name: 'Ann', address: 'ann@example.com' },
    });
  });

  it('treats an emoji that is a picture as a word', () => {
    const html = `<div><img alt="👍" src="cid:a"></div><div class="gmail_quote"><div class="gmail_attr">${INTRO}</div><blockquote class="gmail_quote">Is it?</blockquote></div>`;
    expect(extract(html).replyText).toBe('👍');
  });

  it("keeps a passage that the writer cites with Gmail's quote button", () => {
    const cited =
      '<blockquote class="gmail_quote" style="border-left:1px solid">Press the button.</blockquote>';
    const html = `<div>You write:${cited}<div>Which one?</div></div>`;
    expect(extract(html).replyText).toBe('You write:\n\nPress the button.\n\nWhich one?');
    const answered = `<div class="gmail_quote"><div class="gmail_attr">${INTRO}</div><blockquote class="gmail_quote">Is it?</blockquote></div>`;
    expect(extract(`${html}<br>${answered}`).replyText).toBe('You write:\n\nPress the button.\n\nWhich one?');
  });

  it.each([
    ['and nothing else', ''],
    ['below a greeting', '<div>Hello Ann,</div>'],
  ])('keeps words typed into a signature, %s', (_, greeting) => {
    const signature = '<div id="Signature"><div>It hums.</div><div>Sent from my iPhone</div></div>';
    const html = `${greeting}${signature}<blockquote type="cite">${INTRO}<br>Is it?</blockquote>`;
    expect(extract(html)).toMatchObject({
      replyText: greeting === '' ? 'It hums.' : 'Hello Ann,\nIt hums.',
      signature: 'Sent from my iPhone',
    });
  });

  it('prefers plain text', () => {
    expect(extract('<p>HTML</p>', 'Text').replyText).toBe('Text');
  });

  it('finds the start of the quote in the HTML if the text does not show it', () => {
    const text = 'Yes, it is.\n\nAnn, yesterday\nIs it the third of the month?\nTell me.';
    const html =
      '<div>Yes, it is.</div><div id="divRplyFwdMsg">Ann, yesterday</div><div>Is it the third of the month?<br>Tell me.</div>';
    expect(extract(html, text)).toMatchObject({
      replyText: 'Yes, it is.',
      quotedText: 'Ann, yesterday\nIs it the third of the month?\nTell me.',
    });
  });
});
