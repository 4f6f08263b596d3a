/** Runs in its own process: all of `src/mail` and bare `simpleParser`, in turns on the same mails. */
import { simpleParser } from 'mailparser';
import { readMail } from '../../dist/mail/read-mail.js';
import { honestMails } from './honest-mails.mjs';

const MAILS = 40;
const WARM_UP_ROUNDS = 2;
/** Switches off what `simpleParser` does beyond parsing. */
const BARE = { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true, skipTextLinks: true };

const context = { attachmentUrl: (position) => `/v1/attachments/${position}/content` };
const READERS = {
  ours: (raw) => readMail(raw, context),
  theirs: (raw) => simpleParser(raw, BARE),
};

/** Mails a second of each reader. They take turns, so that other work on the machine disturbs both. */
async function runRound(mails, ms) {
  const spent = { ours: 0, theirs: 0 };
  let passes = 0;
  for (const startedAt = performance.now(); performance.now() - startedAt < ms; passes += 1) {
    for (const [name, read] of Object.entries(READERS)) {
      const since = performance.now();
      for (const raw of mails) await read(raw);
      spent[name] += performance.now() - since;
    }
  }
  const perSecond = (name) => (passes * mails.length * 1000) / spent[name];
  return { ours: perSecond('ours'), theirs: perSecond('theirs') };
}

async function run({ seconds, rounds }) {
  const mails = honestMails(MAILS);
  const results = [];
  for (let round = -WARM_UP_ROUNDS; round < rounds; round += 1) {
    const result = await runRound(mails, seconds * 1000);
    if (round >= 0) results.push(result);
  }
  return results;
}

process.on('message', (task) => {
  run(task).then(
    (result) => process.send({ result }),
    (error) => process.send({ error: error.message }),
  );
});
