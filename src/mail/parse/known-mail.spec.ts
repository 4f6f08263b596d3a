import { expect, it } from '@jest/globals';

import { Chance } from './chance.fixture.js';
import { makeKnownMail, writeMail } from './known-mail.fixture.js';
import { parseMail } from './parse-mail.js';

/** The same mails in every run. */
const MAILS = 200;

it('what a sender put into a mail is found, however the mail is written', () => {
  for (let seed = 0; seed < MAILS; seed++) {
    const chance = new Chance(seed);
    const known = makeKnownMail(chance);
    const mail = parseMail(writeMail(known, chance));
    const files = mail.attachments.map(({ originalFilename, contentId, content }) => ({
      name: originalFilename,
      contentId,
      content: Buffer.from(content).toString('hex'),
    }));
    const { from, to, subject, text, html } = mail;
    expect({ seed, from, to, subject, text, html, files }).toEqual({ seed, ...known, from: [known.from] });
  }
});
