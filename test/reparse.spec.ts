import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { blobsOf } from './support/blobs.js';
import { bounceMail } from './support/bounce-mail.js';
import { eventually } from './support/eventually.js';
import { doneOrHeldUp } from './support/held-up.js';
import { plainMail } from './support/mails.js';
import { run } from './support/processes.js';
import { Service } from './support/service.js';
import { TriggerGate } from './support/trigger-gate.js';

let service: Service;
beforeAll(async () => {
  service = await Service.start();
});
afterAll(() => service?.stop());

const reparse = (...args: string[]) => run('cli/reparse.js', args, service.env);

const HEADER = [
  'From: ann@customer.example',
  'Message-ID: <notes@customer.example>',
  'Subject: Notes',
  'MIME-Version: 1.0',
];

const WITH_FILE = [
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  'Content-Type: text/plain',
  '',
  'See the file.',
  '--b',
  'Content-Disposition: attachment; filename=notes.txt',
  '',
  'notes',
  '--b--',
];

describe('npm run reparse', () => {
  it('requires a date', async () => {
    expect(await reparse()).toMatchObject({ status: 2, output: expect.stringContaining('--since') });
  });

  it('explains a mistyped argument or setting, and does nothing', async () => {
    expect(await reparse('--since', '2026-01-01', '--aply')).toMatchObject({
      status: 2,
      output: expect.stringMatching(/^Unknown option '--aply'/),
    });
    const env = { ...service.env, STORAGE_URL: 's3://bucket?forcePathStyle=perhaps' };
    expect(await run('cli/reparse.js', ['--since', '2026-01-01'], env)).toEqual({
      status: 1,
      output: expect.stringMatching(/^Invalid configuration:\n {2}STORAGE_URL: /),
    });
  });

  it('explains its use, and does nothing', async () => {
    for (const help of ['--help', '-h']) {
      expect(await reparse(help)).toEqual({
        status: 0,
        output: expect.stringMatching(/^npm run reparse -- /),
      });
    }
  });

  it('finds nothing in mail that the same code parsed', async () => {
    await service.handIn(plainMail());
    expect(await reparse('--since', '2026-01-01')).toEqual({
      status: 0,
      output: '1 read, 0 would differ, 0 failed\n',
    });
  });

  it('says what differs, and saves it only with --apply', async () => {
    const raw = [...HEADER, ...WITH_FILE].join('\r\n');
    const { outcome } = await service.handIn(raw);
    const today = await service.get(`/v1/messages/${outcome.message_id}`);
    // as an older parser might have left it
    await service.sql(
      `UPDATE messages SET subject = 'garbled', reply_text = '', text = '', message_id = 'notes' WHERE id = $1`,
      [outcome.message_id],
    );
    await service.sql('DELETE FROM ticket_message_ids WHERE ticket_id = $1', [outcome.ticket_id]);
    await service.sql("UPDATE search_documents SET words = '' WHERE ticket_id = $1", [outcome.ticket_id]);
    await service.sql('DELETE FROM attachments WHERE message_id = $1', [outcome.message_id]);

    const dry = await reparse('--since', '2026-01-01');
    expect(dry.output).toBe(
      `${outcome.message_id}  subject, messageId, text, replyText, attachments\n2 read, 1 would differ, 0 failed\n`,
    );
    expect((await service.get(`/v1/messages/${outcome.message_id}`)).subject).toBe('garbled');

    expect((await reparse('--since', '2026-01-01', '--apply')).output).toContain(
      '2 read, 1 changed, 0 failed',
    );
    const mended = await service.get(`/v1/messages/${outcome.message_id}`);
    expect(mended.attachments).toEqual([{ ...today.attachments[0], id: mended.attachments[0].id }]);
    expect({ ...mended, attachments: [] }).toEqual({ ...today, attachments: [] });
    expect((await service.get('/v1/tickets?q=file')).data).toMatchObject([{ id: outcome.ticket_id }]);
    const answer = plainMail({
      from: 'ann@customer.example',
      headers: ['In-Reply-To: <notes@customer.example>'],
    });
    expect((await service.handIn(answer)).outcome.ticket_id).toBe(outcome.ticket_id);
    expect((await reparse('--since', '2026-01-01')).output).toContain('3 read, 0 would differ');
  });

  it('stores no file without --apply, and with it only the one that differs', async () => {
    const raw = [...HEADER, ...WITH_FILE].join('\r\n').replaceAll('otes', 'umbers');
    const { outcome } = await service.handIn(raw);
    const { attachments } = await service.get(`/v1/messages/${outcome.message_id}`);
    await service.sql('DELETE FROM attachments WHERE message_id = $1', [outcome.message_id]);
    const { sha256 } = attachments[0];
    await rm(join(service.env.DATA_DIR!, 'blobs', sha256.slice(0, 2), sha256));

    await reparse('--since', '2026-01-01');
    expect(await blobsOf(service)).not.toContain(sha256);
    await reparse('--since', '2026-01-01', '--apply');
    expect(await blobsOf(service)).toContain(sha256);
  });

  it('keeps a report marked as verified', async () => {
    const to = { recipient: 'gone@remote.example', originalMessageId: 'sent@desk.example' };
    const { outcome } = await service.handIn(bounceMail(to));
    // as left by an older parser that did not understand the remote server's words
    await service.sql(
      `UPDATE messages SET reports = jsonb_set(jsonb_set(reports, '{0,verified}', 'true'), '{0,diagnosticCode}', 'null')
       WHERE id = $1`,
      [outcome.message_id],
    );
    expect((await reparse('--since', '2026-01-01', '--apply')).output).toContain(
      `${outcome.message_id}  reports`,
    );
    const { reports } = await service.get(`/v1/messages/${outcome.message_id}`);
    expect(reports).toMatchObject([{ verified: true, diagnostic_code: expect.stringContaining('5.1.1') }]);
  });

  it('restores nothing of a mail that is erased meanwhile', async () => {
    const address = 'gone@customer.example';
    const { outcome } = await service.handIn(plainMail({ from: address, body: 'Nobody shall know' }));
    // as an older parser might have left it
    await service.sql(
      `UPDATE messages SET classification = '{"kind":"human","reason":"old"}', text = '' WHERE id = $1`,
      [outcome.message_id],
    );
    const gate = await TriggerGate.at(
      service,
      1,
      'BEFORE UPDATE OF classification ON messages FOR EACH STATEMENT',
    );
    await gate.shut();
    const reparsed = reparse('--since', '2026-01-01', '--apply');
    await gate.reached();
    const { data } = await service.get(`/v1/contacts?address=${address}`);
    await service.call('DELETE', `/v1/contacts/${data[0].id}`);
    const isEmptied = async () =>
      (await service.get(`/v1/messages/${outcome.message_id}`)).subject === '(erased)';
    await doneOrHeldUp(service, isEmptied);
    await gate.open();
    await gate.end();
    await reparsed;
    await eventually(async () => ((await isEmptied()) ? true : null));
    const known = "SELECT FROM messages WHERE text LIKE '%Nobody shall know%' OR from_address = $1";
    expect(await service.sql(known, [address])).toEqual([]);
  });

  it('names the mail it cannot read, and continues', async () => {
    await service.sql("UPDATE messages SET raw_sha256 = repeat('0', 64) WHERE subject = 'Notes'");
    const answer = await reparse('--since', '2026-01-01');
    expect(answer.status).toBe(1);
    expect(answer.output).toContain('5 read, 0 would differ, 1 failed');
  });
});
