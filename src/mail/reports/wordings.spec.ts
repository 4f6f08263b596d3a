import { describe, expect, it } from '@jest/globals';
import { aDsn, aNotice } from './mail.fixture.js';
import { readReports } from './read-reports.js';

const told = (words: string, status = '5.0.0') =>
  readReports(
    aDsn(
      `Final-Recipient: rfc822; joe@x.example\nAction: failed\nStatus: ${status}\nDiagnostic-Code: smtp; ${words}`,
    ),
  );

describe('a reply that the recipient does not exist', () => {
  it.each([
    '550 joe@x.example does not exist',
    '550 <joe@x.example> does not exist here',
    '550 <joe@x.example>: not found',
    '550 <Joe@X.example> unknown to this server',
    '550 joe@x.example is unknown.',
    '550 joe@x.example... deleted',
    '550 Invalid Recipient - https://community.mimecast.com/docs/DOC-1#550',
    'unknown local-part "joe" in domain "x.example"',
    '550 This address no longer accepts mail',
    '550 5.1.6 recipient no longer on server: joe@x.example',
    '550 No mail box available for this user',
    '550 No such mail drop defined',
    '550 user path no exist',
    '550 Command RCPT User <joe@x.example> not OK',
    '550 User not a member of domain: <joe@x.example>',
    '550-The recipient cannot be verified.',
    '550 Account closed due to inactivity',
    '550 BAD_RECIPIENT',
    '550 ADDRESS_NOT_FOUND',
    '550 NO_SUCH_USER',
    '501 Malformed address',
    '550 Address rejected',
    '553 sorry, no mail-box here by that name',
    '550 recipient unrecognized',
    '554 undeliverable address',
    '554 the domain is not reachable',
    '550 Indirizzo inesistente',
    '550 Nie ma takiego konta',
    '550 Usuario inexistente',
    '550 badly formatted address',
    '550 non-local recipient verification failed',
    '550 Empfänger nicht vorhanden',
    '550 unavailable mail user',
    '550 not user of this server',
    '550 no e-mail address registered',
    '550 not known at this site',
    '550 unregistered address',
    '550 There is no one at this address',
    '550 he is no longer using this account',
    '550 Joe is no longer with us',
    '550 my e-mail address has changed',
    "550 Non sono riuscito a trovare l'indirizzo",
    '550 That mailbox was closed by its owner',
    '550 This address was abandoned',
    '550 The user you are trying to reach has left our company',
    '550 Joe is no longer a customer',
    '550 There is no such entry in the directory',
    '553-5.1.3 The recipient address <joe@x.example> is not a valid RFC 5321 address.',
    'an MX or SRV record indicated no SMTP service',
    '554 STOREDRV.Deliver.Exception:MapiExceptionUnknownUser; Cannot open mailbox',
    '550 5.4.312 DNS query failed [Message=InfoNoRecords]',
  ])('is final: %s', (words) => {
    expect(told(words)[0]?.severity).toBe('hard');
  });
});

describe('a reply that may be temporary', () => {
  it.each([
    ['551 <joe@x.example> is a deactivated mailbox', 'suspended'],
    ['550 <joe> is now disabled with MTA service', 'suspended'],
    ['550 User account not activated', 'suspended'],
    ['550 La casilla ha expirado', 'suspended'],
    ['550 Konto jest zablokowane', 'suspended'],
    ['550 Postfach gesperrt', 'suspended'],
    ['550-mailbox unavailable 550 Sender address has null MX', 'sender_rejected'],
    ['Server certificate not trusted', 'network'],
    ['550 User has exhausted allowed storage space', 'mailbox_full'],
    ['550 User has too many messages on the server', 'mailbox_full'],
    ['554 Rejected: Mailbox space not enough', 'mailbox_full'],
    ['has failed due to a full mailbox', 'mailbox_full'],
    ['550 recipient storage full', 'mailbox_full'],
    ["550 doesn't have enough disk space left", 'mailbox_full'],
    ['550 The mailbox is over the limit', 'mailbox_full'],
    ['550 not able to receive more mail', 'mailbox_full'],
    ['error writing message: File too large', 'mailbox_full'],
    ['550 User banned', 'suspended'],
    ['554 hostile content', 'content_rejected'],
    ['554 The message looks suspicious', 'spam'],
    ['550 news@our.example does not exist', 'undefined'],
    ['550 <news@our.example>: unknown', 'undefined'],
    ['550 <joe@x.example>: unknown error', 'system_error'],
    ['unknown', 'undefined'],
    ['550 <joe@x.example>: not found in our allow list: news@our.example', 'sender_rejected'],
    ['550 <joe@x.example>: deleted by a filter', 'undefined'],
    ['554 open relay', 'infrastructure'],
    ['550 Your email has been blocked because the sender is unauthenticated', 'auth_failure'],
    ['550 Your domain is blocked here', 'infrastructure'],
    ['554 IP=192.0.2.7 - something is wrong, ask your postmaster', 'infrastructure'],
    ['451 The service is currently unavailable', 'system_error'],
    ["550 5.7.515 sending domain our.example doesn't meet the required authentication level", 'auth_failure'],
    ['550 your domain our.example does not exist', 'infrastructure'],
    ['550 Your mail server name is invalid', 'infrastructure'],
    ['550 The mail server is not reachable', 'network'],
    ['550 The destination computer was not reachable within the allowed period', 'network'],
    ['550 Host mx.x.example is not responding, or does not have a mail system', 'network'],
    ['554 Message looping (received 6 times)', 'network'],
    ['554 DNS lookup timed out', 'network'],
    ['550-Verification failed for <news@our.example>', 'sender_rejected'],
    ['550-Callback setup failed while verifying <news@our.example>', 'sender_rejected'],
    ['The server does not have a valid certificate', 'network'],
    ['The connection is closed by the remote host', 'undefined'],
    ['The message has been deleted from the queue', 'undefined'],
    ['error opening mailbox: no such file or directory', 'mailer_error'],
    ['550 message not in the correct format', 'content_rejected'],
    ['550 Account not in good standing', 'suspended'],
    ['554 the user does not have permission to send to this list', 'sender_rejected'],
    ['550 Your host is not allowed to relay', 'relay_denied'],
    ['553 Sender Domain Resolve Fail', 'sender_rejected'],
    ['550 Message denied', 'content_rejected'],
    ['554 MailLoop', 'network'],
    ['The recipient was unavailable to take delivery of the message', 'system_error'],
    ['550 Your message was rejected by this user', 'filtered'],
    ['553 User refused to receive this mail', 'filtered'],
    ['554 mx.example 192.0.2.1 found on one or more DNSBLs', 'infrastructure'],
    ['550 Your country is not allowed to connect', 'infrastructure'],
    ['554 Odrzucona przez system antyspamowy', 'spam'],
    ['554 Message refused', 'content_rejected'],
    ['554 The message does not comply with required standards', 'policy'],
    ['550 5.7.124 sender not in allowed-senders list', 'sender_rejected'],
    ['553-you are trying to use me [mx.example] as a relay', 'relay_denied'],
    ['Deferred: Name server: x.example.: host name lookup failure', 'network'],
    ['connection with mx.x.example is broken', 'network'],
    ['all hosts have been failing for a long time', 'expired'],
    ['451 server too busy', 'system_error'],
    ['550 They are not accepting mail with attachments', 'undefined'],
    ['The recipient email server rejected the message', 'undefined'],
    ["DNS Error: DNS type 'mx' lookup of x.example responded with code SERVFAIL", 'network'],
    ['550 Destination domain returned invalid DNSSEC records', 'network'],
    ['550 Domain may not exist or DNS check failed', 'network'],
    ['550 RESOLVER.ADR.Ambiguous; ambiguous address', 'undefined'],
    ['550 5.2.1 <joe@x.example> is expired account', 'suspended'],
    ['554 The message is not a valid RFC 5322 message', 'policy'],
  ])('is not final: %s', (words, reason) => {
    expect(told(words)[0]).toMatchObject({ reason, severity: 'soft' });
  });

  it.each([
    ['5.7.511', 'policy'],
    ['5.7.18', 'has_moved'],
    ['5.6.11', 'content_rejected'],
    ['5.2.99', 'filtered'],
    ['5.1.5', 'undefined'],
  ])('is judged by the subject of a status with an unknown detail: %s', (status, reason) => {
    expect(told('550 no', status)[0]?.reason).toBe(reason);
  });
});

describe('a notice', () => {
  const reports = (text: string, subject = 'failure notice') => readReports(aNotice(text, { subject }));

  it.each([
    'bob@team.example\n    (generated from all@alias.example)\n    550 user unknown',
    '<bob@team.example> (expanded from <all@alias.example>): 550 user unknown',
    'bob@team.example\n    (expanded from: all@alias.example)\n\n550 user unknown',
  ])('names the address we wrote to besides the one it led to', (text) => {
    // other members of the alias may be alive
    expect(reports(text)).toMatchObject([
      { recipient: 'all@alias.example', reason: 'user_unknown', severity: 'soft' },
      { recipient: 'bob@team.example', reason: 'user_unknown', severity: 'hard' },
    ]);
  });

  it('may hide the address it led to', () => {
    const text = 'an undisclosed address\n    (generated from all@alias.example)';
    expect(reports(`${text}\n    550 user unknown`)).toMatchObject([
      { recipient: 'all@alias.example', severity: 'soft' },
    ]);
  });

  it('does not name a refused sender as the recipient', () => {
    const text =
      'Your mail could not be delivered: they are not accepting mail from list@other.example:\nann';
    expect(reports(text)).toMatchObject([{ recipient: null, severity: 'soft' }]);
  });

  it.each(['c=US;a= ;p=Org;o=Site;dda:SMTP=bob@gone.example; on Fri', '[SMTP:bob@gone.example]'])(
    'names a recipient with an address type: %s',
    (name) => {
      const text = `Your message\n\n  To: list@other.example\n\ndid not reach the recipient:\n\n${name}\n  no such user`;
      expect(reports(text)[0]?.recipient).toBe('bob@gone.example');
    },
  );

  it('says with any subject that the mail was returned', () => {
    expect(reports('bob@gone.example - no such user here.', 'Warning: bob')).toMatchObject([
      { recipient: 'bob@gone.example', severity: 'hard' },
    ]);
  });

  it('is only a warning while attempts continue', () => {
    const text =
      'Your message could not be delivered to:\n\nbob@slow.example\n\nDelivery attempts will continue to be made for 5 days.';
    expect(reports(text)).toMatchObject([{ recipient: 'bob@slow.example', severity: 'delayed' }]);
  });
});
