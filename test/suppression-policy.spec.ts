import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bounce, sentMailEvent, tell } from './support/delivery-events.js';
import { eventually } from './support/eventually.js';
import { plainMail } from './support/mails.js';
import { Service } from './support/service.js';
import { Simulator } from './support/simulator.js';
import { TriggerGate } from './support/trigger-gate.js';

let service: Service;
let simulator: Simulator;
beforeAll(async () => {
  simulator = await Simulator.start();
  service = await Service.start({ env: { ...simulator.env, SUPPRESSION_MIRROR: 'off' } });
  await simulator.announceTo(service);
});
afterAll(async () => {
  await service?.stop();
  await simulator?.stop();
});

interface Rule {
  kind: string;
  subtype: string | null;
  action: string;
  points: number;
  expires_after_days: number | null;
}
interface Policy {
  rules: Rule[];
  score: { threshold: number; half_life_days: number };
  proof_of_life: { delivered: string; authenticated_mail: string };
}

async function policyNow(): Promise<Policy> {
  const { rules, score, proof_of_life } = await service.get('/v1/suppression-policy');
  return { rules, score, proof_of_life };
}
const withRule = (policy: Policy, kind: string, change: Partial<Rule>): Policy => ({
  ...policy,
  rules: policy.rules.map((rule) => (rule.kind === kind ? { ...rule, ...change } : rule)),
});
const put = (body: unknown) => service.call('PUT', '/v1/suppression-policy', { body });
const dryRun = (body: unknown) => service.call('POST', '/v1/suppression-policy/dry-run', { body });
const entry = (address: string) => service.call('GET', `/v1/suppressions/${address}`);
const bounceOf = (
  address: string,
  subtype = 'General',
  type = 'Permanent',
  at = new Date(Date.now() - 5_000),
) => tell(service, sentMailEvent('email.bounced', { to: [address], data: bounce(type, subtype), at }));

describe('the policy', () => {
  it('is there from the first start, as version 1', async () => {
    expect(await service.get('/v1/suppression-policy')).toMatchObject({
      object: 'suppression_policy',
      version: 1,
      created_by: 'postroom',
      proof_of_life: { delivered: 'record', authenticated_mail: 'record' },
    });
  });

  it('judges only evidence from its version on; earlier evidence keeps the version that judged it', async () => {
    await bounceOf('before@policy.example');
    const changed = withRule(await policyNow(), 'permanent_bounce', { expires_after_days: 90 });
    const { body } = await put(changed);
    expect(body).toMatchObject({ created_by: expect.stringMatching(/^key:/) });
    await bounceOf('after@policy.example');
    expect((await entry('before@policy.example')).body).toMatchObject({
      policy_version: 1,
      expires_at: null,
    });
    const after = (await entry('after@policy.example')).body;
    expect(after).toMatchObject({
      policy_version: body.version,
      evidence: [{ policy_version: body.version }],
    });
    expect(Math.round((Date.parse(after.expires_at) - Date.now()) / 86_400_000)).toBe(90);
  });

  it('can be replaced by only one of two who have read the same version; the other gets 412', async () => {
    const { headers } = await service.call('GET', '/v1/suppression-policy');
    const body = await policyNow();
    const replace = () =>
      service.call('PUT', '/v1/suppression-policy', { body, headers: { 'if-match': headers.get('etag')! } });
    const both = await Promise.all([replace(), replace()]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it('has rules for subtypes', async () => {
    const policy = await policyNow();
    const rule = {
      kind: 'permanent_bounce',
      subtype: 'NoEmail',
      action: 'record',
      points: 0,
      expires_after_days: null,
    };
    expect((await put({ ...policy, rules: [...policy.rules, rule] })).status).toBe(200);
    await bounceOf('record@policy.example', 'NoEmail');
    expect((await entry('record@policy.example')).status).toBe(404);
    await put(policy);
  });

  it.each([
    [
      'a soft bounce that suppresses at once',
      (p: Policy) => withRule(p, 'transient_bounce', { action: 'suppress' }),
    ],
    ['a kind that does not exist', (p: Policy) => withRule(p, 'manual', { kind: 'astrology' })],
    ['a missing rule', (p: Policy) => ({ ...p, rules: p.rules.slice(1) })],
    ['a member that nobody knows', (p: Policy) => ({ ...p, mercy: true })],
    ['no score', (p: Policy) => ({ ...p, score: undefined })],
  ])('is refused with %s', async (_what, change) => {
    const before = await service.get('/v1/suppression-policy');
    const { status, body } = await put(change(await policyNow()));
    expect([status, body.type]).toEqual([422, '/problems/validation-failed']);
    expect(await service.get('/v1/suppression-policy')).toEqual(before);
  });
});

describe('the dry run', () => {
  it('says what another policy would have made of past events, and changes nothing', async () => {
    const dead = await bounceOf('dry-dead@policy.example');
    const unsure = await bounceOf('dry-unsure@policy.example', 'Undetermined', 'Undetermined');
    let candidate = withRule(await policyNow(), 'permanent_bounce', { action: 'record' });
    candidate = withRule(candidate, 'undetermined_bounce', { action: 'score', points: 1 });
    const { status, body } = await dryRun({ ...candidate, score: { threshold: 1.5, half_life_days: 14 } });
    expect([status, body.complete]).toEqual([200, true]);
    expect(body.changes).toContainEqual(
      expect.objectContaining({
        address: 'dry-dead@policy.example',
        reason_now: 'bounce',
        reason_then: null,
        event_ids: [dead.id],
      }),
    );
    expect(body.would_suppress).toBe(0);

    await bounceOf('dry-unsure@policy.example', 'Undetermined', 'Undetermined', new Date(Date.now() - 1_000));
    const again = (await dryRun({ ...candidate, score: { threshold: 1.5, half_life_days: 14 } })).body;
    expect(again.would_suppress).toBe(1);
    expect(again.changes).toContainEqual(
      expect.objectContaining({
        address: 'dry-unsure@policy.example',
        reason_now: null,
        reason_then: 'bounce',
        event_ids: expect.arrayContaining([unsure.id]),
      }),
    );
    expect((await entry('dry-dead@policy.example')).status).toBe(200);
    expect((await entry('dry-unsure@policy.example')).status).toBe(404);
  });

  it('finds no change for the policy in force in a period without events', async () => {
    await put(withRule(await policyNow(), 'permanent_bounce', { expires_after_days: null }));
    const { body } = await dryRun({ ...(await policyNow()), until: '2020-01-01T00:00:00Z' });
    expect(body).toMatchObject({ addresses: 0, changes: [] });
  });
});

describe('a policy applied to the past', () => {
  it('judges earlier evidence again, only once, and the history says so', async () => {
    const before = await policyNow();
    const dead = 'applied-dead@policy.example';
    const event = await bounceOf(dead);
    const { version } = (await put(withRule(before, 'permanent_bounce', { action: 'record' }))).body;
    expect((await entry(dead)).status).toBe(200);
    const applied = (await service.call('POST', '/v1/suppression-policy/apply')).body;
    expect(applied).toMatchObject({ version, complete: true, suppressed: 0 });
    expect(applied.lifted).toBeGreaterThan(0);
    expect((await entry(dead)).status).toBe(404);
    const { evidence } = await service.get(`/v1/suppressions/${dead}/evidence`);
    expect(evidence).toMatchObject([{ event_id: event.id, effect: 'recorded', policy_version: version }]);
    const { data } = await service.get(`/v1/suppressions/${dead}/history`);
    expect(data.at(-1)).toMatchObject({
      action: 'lifted',
      actor: 'key:admin',
      note: expect.stringContaining('policy'),
    });
    const judge = await service.get(`/v1/suppression-policy/versions/${version}`);
    expect(judge.rules).toContainEqual(
      expect.objectContaining({ kind: 'permanent_bounce', action: 'record' }),
    );
    expect((await service.call('GET', '/v1/suppression-policy/versions/9999')).status).toBe(404);
    const again = await service.call('POST', '/v1/suppression-policy/apply');
    expect(again.body).toMatchObject({ addresses: 0, lifted: 0, complete: true });

    await put(before);
    await service.call('POST', '/v1/suppression-policy/apply');
    expect((await entry(dead)).body).toMatchObject({ reason: 'bounce', policy_version: version + 1 });
  });
});

describe('a sign of life', () => {
  const delivered = (address: string) => tell(service, sentMailEvent('email.delivered', { to: [address] }));
  const writes = async (address: string, dmarc: string) => {
    await simulator.deliver(plainMail({ from: `Somebody <${address}>` }), { dmarc });
    await service.settled();
  };
  const lifting = async (life: Partial<Policy['proof_of_life']>) => {
    const policy = await policyNow();
    const { body } = await put({ ...policy, proof_of_life: { ...policy.proof_of_life, ...life } });
    return body.version;
  };

  it('is recorded on the entry and lifts nothing by itself', async () => {
    await bounceOf('alive@policy.example');
    await delivered('alive@policy.example');
    await writes('alive@policy.example', 'pass');
    expect((await entry('alive@policy.example')).body).toMatchObject({
      reason: 'bounce',
      proof_of_life: [
        { kind: 'authenticated_mail', event_id: expect.any(String) },
        { kind: 'delivered', event_id: expect.any(String) },
      ],
    });
  });

  it('lifts a bounce if the policy says so and the mail is authenticated', async () => {
    await lifting({ authenticated_mail: 'lift' });
    await bounceOf('writer@policy.example');
    await writes('writer@policy.example', 'fail');
    await delivered('writer@policy.example');
    expect((await entry('writer@policy.example')).status).toBe(200);
    await writes('writer@policy.example', 'pass');
    expect((await entry('writer@policy.example')).status).toBe(404);
    const { data } = await service.get('/v1/suppressions/writer@policy.example/history');
    expect(data.at(-1)).toMatchObject({ action: 'lifted', actor: 'authenticated_mail' });
    await lifting({ authenticated_mail: 'record' });
  });

  it('counts even if it was reported before the bounce, but never against a complaint', async () => {
    await lifting({ delivered: 'lift' });
    await delivered('early@policy.example');
    await bounceOf('early@policy.example', 'General', 'Permanent', new Date(Date.now() - 60_000));
    expect((await entry('early@policy.example')).status).toBe(404);
    await tell(
      service,
      sentMailEvent('email.complained', { to: ['early@policy.example'], at: new Date(Date.now() - 60_000) }),
    );
    expect((await entry('early@policy.example')).body.reason).toBe('complaint');
  });
});

it('a later sign of life lifts a bounce that is being recorded at the same moment', async () => {
  const policy = await policyNow();
  await put({ ...policy, proof_of_life: { ...policy.proof_of_life, delivered: 'lift' } });
  const recorded = await TriggerGate.at(
    service,
    1,
    'BEFORE INSERT ON suppression_history FOR EACH STATEMENT',
  );
  await recorded.shut();
  const bounced = bounceOf('both@policy.example', 'General', 'Permanent', new Date(Date.now() - 60_000));
  await recorded.reached();
  const sign = await tell(service, sentMailEvent('email.delivered', { to: ['both@policy.example'] }));
  expect(sign.status).toBe('processed');
  await recorded.open();
  await bounced;
  await eventually(async () => ((await entry('both@policy.example')).status === 404 ? true : null));
  const { data } = await service.get('/v1/suppressions/both@policy.example/history');
  expect(data).toMatchObject([{ action: 'suppressed' }, { action: 'lifted' }]);
  await recorded.end();
});

describe('an expiry time', () => {
  it('ends the entry by itself, and the history says so', async () => {
    const expires_at = new Date(Date.now() + 1_500).toISOString();
    await service.call('POST', '/v1/suppressions', { body: { address: 'brief@policy.example', expires_at } });
    expect((await entry('brief@policy.example')).status).toBe(200);
    const actions = async () =>
      (await service.get('/v1/suppressions/brief@policy.example/history')).data.map(
        ({ action }: { action: string }) => action,
      );
    await eventually(async () => ((await actions()).includes('expired') ? true : null));
    expect(await actions()).toEqual(['suppressed', 'expired']);
    expect((await entry('brief@policy.example')).status).toBe(404);
  });
});
