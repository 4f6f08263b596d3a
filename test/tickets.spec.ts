import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeMailbox } from './support/mailboxes.js';
import { plainMail } from './support/mails.js';
import { Service } from './support/service.js';

let service: Service;
beforeAll(async () => {
  service = await Service.start();
});
afterAll(() => service?.stop());

async function open(members: Record<string, unknown> = {}) {
  const made = await service.call('POST', '/v1/tickets', { body: { subject: 'A ticket', ...members } });
  if (made.status !== 201) throw new Error(made.bytes.toString());
  return made.body;
}

const change = (id: string, body: unknown, headers: Record<string, string> = {}) =>
  service.call('PATCH', `/v1/tickets/${id}`, { body, headers });

/** The ids on all pages. */
async function all(query: string): Promise<string[]> {
  const ids: string[] = [];
  let cursor = '';
  do {
    const page = await service.get(`/v1/tickets?${query}&limit=3${cursor}`);
    ids.push(...page.data.map(({ id }: { id: string }) => id));
    cursor = page.has_more ? `&cursor=${encodeURIComponent(page.next_cursor)}` : '';
  } while (cursor !== '');
  return ids;
}

describe('POST /v1/tickets', () => {
  it('opens a ticket for somebody, who can answer it by mail', async () => {
    const ticket = await open({
      subject: 'Called us',
      requester: { address: 'Caller@Phone.example', name: 'Cal' },
      text: 'The handle came off.',
      priority: 'urgent',
      tags: ['phone'],
      status: 'pending',
    });
    expect(ticket).toMatchObject({
      subject: 'Called us',
      status: 'pending',
      priority: 'urgent',
      tags: ['phone'],
      requester: { address: 'caller@phone.example', name: 'Cal' },
    });
    const { data } = await service.get(`/v1/tickets/${ticket.id}/messages`);
    expect(data).toMatchObject([
      { direction: 'inbound', text: 'The handle came off.', source: 'postroom', event_id: null },
    ]);
  });

  it.each([
    [{}, '#/subject'],
    [{ subject: 'x', requester: { address: 'nobody' } }, '#/requester/address'],
    [{ subject: 'x', mailbox_id: '01939000-0000-7000-8000-00000000dead' }, '#/mailbox_id'],
    [{ subject: 'x', number: 7 }, '#/number'],
    [{ subject: ' \t' }, '#/subject'],
    [{ subject: 'x', text: ' \n\u00a0' }, '#/text'],
    [{ subject: 'x', tags: ['a', ' '] }, '#/tags'],
  ])('refuses %j', async (body, pointer) => {
    const refused = await service.call('POST', '/v1/tickets', { body });
    expect(refused.status).toBe(422);
    expect(refused.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });
});

describe('PATCH /v1/tickets/:id', () => {
  it('changes only what is sent, and the timeline says who changed what', async () => {
    const { id } = await open({ tags: ['a'] });
    const changed = await change(id, { status: 'solved', assignee: 'ben', tags: ['a'], subject: 'Other' });
    expect(changed).toMatchObject({ status: 200, body: { status: 'solved', assignee: 'ben', version: 2 } });
    const { data } = await service.get(`/v1/tickets/${id}/events`);
    expect(data).toMatchObject([
      { kind: 'opened', actor: 'key:admin' },
      {
        kind: 'changed',
        actor: 'key:admin',
        data: { status: { from: 'open', to: 'solved' }, assignee: { from: null, to: 'ben' } },
      },
    ]);
    expect(data[1].data).not.toHaveProperty('tags');
  });

  it.each(['status', 'priority', 'tags', 'subject', 'mailbox_id'])('refuses null as %s', async (member) => {
    const ticket = await open();
    expect((await change(ticket.id, { [member]: null })).status).toBe(422);
    expect(await service.get(`/v1/tickets/${ticket.id}`)).toEqual(ticket);
  });

  it('changes nothing if nothing differs', async () => {
    const { id, version } = await open();
    expect(await change(id, { status: 'open' })).toMatchObject({ status: 200, body: { version } });
  });

  it('tells the second of two who read the same version', async () => {
    const { id } = await open();
    const etag = (await service.call('GET', `/v1/tickets/${id}`)).headers.get('etag')!;
    const both = await Promise.all(
      ['ann', 'ben'].map((assignee) => change(id, { assignee }, { 'if-match': etag })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it('moves a ticket to another mailbox', async () => {
    const mailbox = await makeMailbox(service, { name: 'Second line' });
    const { id } = await open();
    expect((await change(id, { mailbox_id: mailbox })).body).toMatchObject({ mailbox_id: mailbox });
    expect((await change(id, { mailbox_id: '01939000-0000-7000-8000-00000000dead' })).status).toBe(422);
  });
});

describe('lists', () => {
  it.each(['updated', 'created', 'number'])(
    'by %s, page by page, omit nothing and repeat nothing',
    async (sort) => {
      const tag = `page-${sort}`;
      const made: string[] = [];
      for (let n = 0; n < 8; n++) made.push((await open({ tags: [tag] })).id);
      expect(await all(`tag=${tag}&sort=${sort}`)).toEqual([...made].reverse());
    },
  );

  it('by each filter', async () => {
    const mailbox = await makeMailbox(service, { name: 'Filtered' });
    const { id } = await open({
      mailbox_id: mailbox,
      requester: { address: 'filter@who.example' },
      assignee: 'zoe',
      tags: ['only-this', 'x'],
    });
    await change(id, { status: 'spam', priority: 'low' });
    for (const query of [
      `mailbox_id=${mailbox}`,
      'requester=Filter@Who.example',
      'assignee=zoe',
      'tag=only-this',
      'status=spam',
      'priority=low',
      'tag=x&assigned=true',
      'status=spam&tag=x&assignee=zoe',
    ]) {
      expect([query, await all(query)]).toEqual([query, [id]]);
    }
    expect(await all('requester=filter@who.example&status=open')).toEqual([]);
    expect(await all('tag=x&assigned=false')).toEqual([]);
    await change(id, { assignee: null });
    expect(await all('tag=x&assigned=false')).toEqual([id]);
    expect(await all('tag=x&assigned=true')).toEqual([]);
    expect(await all('updated_since=2099-01-01T00:00:00.000Z')).toEqual([]);
  });

  it('of several statuses or priorities at once, page by page', async () => {
    const tag = 'several';
    const made = new Map<string, string>();
    for (const status of ['open', 'pending', 'solved', 'closed']) {
      for (const priority of ['low', 'high']) {
        made.set(`${status} ${priority}`, (await open({ tags: [tag], status, priority })).id);
      }
    }
    const found = async (query: string) => {
      const ids = await all(`tag=${tag}&${query}`);
      return [...made].filter(([, id]) => ids.includes(id)).map(([what]) => what);
    };
    expect(await found('status=open,pending')).toEqual([
      'open low',
      'open high',
      'pending low',
      'pending high',
    ]);
    expect(await found('status=open%2Cclosed&priority=high,urgent')).toEqual(['open high', 'closed high']);
    expect(await found('status=pending')).toEqual(['pending low', 'pending high']);
    expect(await found('status=pending,solved&q=ticket')).toHaveLength(4);
    for (const bad of ['', 'open,', 'open,none', 'open,open', 'open&status=open', 'Open']) {
      expect((await service.call('GET', `/v1/tickets?status=${bad}`)).status).toBe(422);
    }
    expect(await found('status=solved&status=closed')).toHaveLength(4);
  });

  it.each([
    'sort=size',
    'status=lost',
    'priority=some',
    'assigned=me',
    'cursor=nonsense',
    'limit=101',
    'mailbox_id=x',
  ])('refuse %s', async (query) => {
    expect((await service.call('GET', `/v1/tickets?${query}`)).status).toBe(422);
  });

  it('refuse the cursor of another order', async () => {
    for (let n = 0; n < 2; n++) await open({ tags: ['two'] });
    const { next_cursor } = await service.get('/v1/tickets?tag=two&limit=1&sort=number');
    const refused = await service.call('GET', `/v1/tickets?limit=1&sort=updated&cursor=${next_cursor}`);
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/cursor' }] } });
  });
});

describe('search', () => {
  let german: string;
  let japanese: string;
  let byMail: string;
  beforeAll(async () => {
    german = (await open({ subject: 'R\u00fccksendung der Stra\u00dfenschuhe' })).id;
    japanese = (
      await open({
        subject: '\u8acb\u6c42\u66f8\u306e\u4ef6',
        text: '\u6ce8\u6587\u756a\u53f7ABC123\u3067\u3059',
      })
    ).id;
    const event = await service.handIn(
      plainMail({
        from: 'Zo\u00eb <zoe.quist@rare.example>',
        subject: 'Quokka',
        body: 'A wombat, order 4711-22.',
      }),
    );
    byMail = event.outcome.ticket_id;
  });

  it.each([
    ['R\u00fccksendung', () => german],
    ['rucksend', () => german],
    ['STRASSENSCHUHE r\u00fcck', () => german],
    ['\u8acb\u6c42', () => japanese],
    ['\u6c42\u66f8', () => japanese],
    ['\u756a\u53f7', () => japanese],
    ['abc123', () => japanese],
    ['quok', () => byMail],
    ['wombat quokka', () => byMail],
    ['4711', () => byMail],
    ['zoe.quist@rare.example', () => byMail],
    ['quist', () => byMail],
  ])('%s finds', async (q, expected) => {
    expect(await all(`q=${encodeURIComponent(q)}`)).toEqual([expected()]);
  });

  it.each(['wombat strassenschuhe', 'ombat', '!!', "zzz' | 'quokka", '\u66f8\u8acb'])(
    '%s finds nothing',
    async (q) => {
      expect(await all(`q=${encodeURIComponent(q)}`)).toEqual([]);
    },
  );

  it('finds a number, a new subject, and both names of a merged ticket', async () => {
    const { id, number } = await open({ subject: 'Narwhal' });
    expect(await all(`q=${encodeURIComponent(`#${number}`)}`)).toEqual([id]);
    await change(id, { subject: 'Axolotl' });
    expect(await all('q=axolotl')).toEqual([id]);
    const other = await open({ subject: 'Pangolin' });
    await service.call('POST', `/v1/tickets/${id}/merge`, { body: { into_ticket_id: other.id } });
    expect(await all('q=axolotl')).toEqual([other.id]);
    expect(await all(`q=${encodeURIComponent(`#${number}`)}`)).toEqual([other.id]);
    await service.call('POST', `/v1/tickets/${id}/unmerge`);
    expect(await all('q=axolotl')).toEqual([id]);
  });
});

describe('merge', () => {
  it('shows all messages in one place without moving any', async () => {
    const [a, b] = [await open({ text: 'of a' }), await open({ text: 'of b' })];
    const merged = await service.call('POST', `/v1/tickets/${a.id}/merge`, {
      body: { into_ticket_id: b.id },
    });
    expect(merged).toMatchObject({ status: 200, body: { id: b.id } });
    const { data } = await service.get(`/v1/tickets/${b.id}/messages`);
    expect(data.map(({ text }: { text: string }) => text)).toEqual(['of a', 'of b']);
    expect(await all('q=ticket&status=open')).not.toContain(a.id);
    await service.call('POST', `/v1/tickets/${a.id}/unmerge`);
    expect((await service.get(`/v1/tickets/${b.id}/messages`)).data).toHaveLength(1);
    expect(await service.get(`/v1/tickets/${a.id}`)).toMatchObject({ merged_into: null, status: 'open' });
  });

  it('accepts ids in upper or lower case, as everywhere', async () => {
    const [a, b] = [await open({ text: 'of a' }), await open({ text: 'of b' })];
    const merged = await service.call('POST', `/v1/tickets/${a.id.toUpperCase()}/merge`, {
      body: { into_ticket_id: b.id.toUpperCase() },
    });
    expect(merged).toMatchObject({ status: 200, body: { id: b.id } });
    const unmerged = await service.call('POST', `/v1/tickets/${a.id.toUpperCase()}/unmerge`);
    expect(unmerged).toMatchObject({ status: 200, body: { id: a.id } });
    const { mailbox_id, version } = await service.get(`/v1/tickets/${b.id}`);
    const unchanged = await change(b.id, { mailbox_id: mailbox_id.toUpperCase() });
    expect(unchanged.body).toMatchObject({ mailbox_id, version });
  });

  it('makes the merged ticket read-only, and says where to write instead', async () => {
    const [a, b, c] = [
      await open({ text: 'of a' }),
      await open({ text: 'of b' }),
      await open({ text: 'of c' }),
    ];
    for (const [from, into] of [
      [a, b],
      [b, c],
    ] as const) {
      const body = { into_ticket_id: into.id };
      expect((await service.call('POST', `/v1/tickets/${from.id}/merge`, { body })).status).toBe(200);
    }
    const hidden = await service.get(`/v1/tickets/${a.id}`);
    expect(hidden).toMatchObject({ merged_into: c.id });
    const shown = await service.get(`/v1/tickets/${c.id}`);
    const [message] = (await service.get(`/v1/tickets/${a.id}/messages`)).data;
    const writes: [string, string, unknown][] = [
      ['PATCH', '', { status: 'solved' }],
      ['POST', '/notes', { text: 'Call back' }],
      ['POST', '/replies', { text: 'Hello', to: ['ann@customer.example'] }],
      ['POST', '/split', { message_ids: [message.id] }],
    ];
    for (const [method, path, body] of writes) {
      const refused = await service.call(method, `/v1/tickets/${a.id}${path}`, { body });
      expect(refused).toMatchObject({ status: 409, body: { type: '/problems/ticket-merged' } });
      expect(refused.body.detail).toContain(c.id);
    }
    expect(await service.get(`/v1/tickets/${a.id}`)).toEqual(hidden);
    expect(await service.get(`/v1/tickets/${c.id}`)).toEqual(shown);
  });

  it('never forms a circle, not even if two merge at once', async () => {
    const [a, b, c] = [await open(), await open(), await open()];
    const merge = (from: string, into: string) =>
      service.call('POST', `/v1/tickets/${from}/merge`, { body: { into_ticket_id: into } });
    expect(await merge(a.id, a.id)).toMatchObject({
      status: 409,
      body: { type: '/problems/merge-impossible' },
    });
    const both = await Promise.all([merge(a.id, b.id), merge(b.id, a.id)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const root = (both.find(({ status }) => status === 200)!.body as { id: string }).id;
    const child = root === a.id ? b.id : a.id;
    expect((await merge(child, c.id)).status).toBe(409);
    expect((await merge(root, c.id)).body).toMatchObject({ id: c.id });
    expect((await merge(c.id, child)).status).toBe(409);
    expect((await service.call('POST', `/v1/tickets/${c.id}/unmerge`)).status).toBe(409);
  });
});

describe('split', () => {
  it('moves messages to a linked ticket, which receives their answers', async () => {
    const messageId = 'to-split@customer.example';
    const first = await service.handIn(plainMail({ messageId: 'stays@customer.example' }));
    const headers = ['In-Reply-To: <stays@customer.example>'];
    const second = await service.handIn(plainMail({ messageId, subject: 'By the way', headers }));
    const id = first.outcome.ticket_id;
    const body = { message_ids: [second.outcome.message_id] };
    const split = await service.call('POST', `/v1/tickets/${id}/split`, { body });
    expect(split).toMatchObject({
      status: 201,
      body: { follows_ticket_id: id, subject: 'By the way', requester: { address: 'ann@customer.example' } },
    });
    expect((await service.get(`/v1/tickets/${id}/messages`)).data).toHaveLength(1);
    const answer = await service.handIn(plainMail({ headers: [`In-Reply-To: <${messageId}>`] }));
    expect(answer.outcome).toMatchObject({ kind: 'ticket_continued', ticket_id: split.body.id });
    const nothingLeft = { message_ids: [first.outcome.message_id] };
    expect(await service.call('POST', `/v1/tickets/${id}/split`, { body: nothingLeft })).toMatchObject({
      status: 409,
      body: { type: '/problems/split-impossible' },
    });
  });

  it('accepts messages of tickets that were merged into it', async () => {
    const [a, b] = [await open({ text: 'of a' }), await open({ text: 'of b' })];
    await service.call('POST', `/v1/tickets/${a.id}/merge`, { body: { into_ticket_id: b.id } });
    const { data } = await service.get(`/v1/tickets/${b.id}/messages`);
    const body = { message_ids: [data[0].id], subject: 'Apart' };
    const split = await service.call('POST', `/v1/tickets/${b.id}/split`, { body });
    expect(split).toMatchObject({ status: 201, body: { follows_ticket_id: b.id } });
    const texts = async (id: string) =>
      (await service.get(`/v1/tickets/${id}/messages`)).data.map(({ text }: { text: string }) => text);
    expect([await texts(split.body.id), await texts(b.id)]).toEqual([['of a'], ['of b']]);
    const rest = { message_ids: [data[1].id] };
    expect((await service.call('POST', `/v1/tickets/${b.id}/split`, { body: rest })).status).toBe(409);
  });
});

describe('notes', () => {
  it('are part of the conversation but of no mail', async () => {
    const { id } = await open({ text: 'Hello' });
    const note = await service.call('POST', `/v1/tickets/${id}/notes`, {
      body: { text: 'Call back', author: 'Ben' },
    });
    expect(note).toMatchObject({
      status: 201,
      body: { direction: 'note', text: 'Call back', from: { name: 'Ben' }, ticket_id: id },
    });
    const { data } = await service.get(`/v1/tickets/${id}/messages`);
    expect(data.map(({ direction }: { direction: string }) => direction)).toEqual(['note', 'note']);
    expect((await service.call('POST', `/v1/tickets/${id}/notes`, { body: { text: '' } })).status).toBe(422);
  });
});
