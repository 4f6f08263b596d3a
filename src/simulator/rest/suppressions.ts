import { ApiError } from '../api-error.js';
import { type Answer, type ApiRequest, created, ok } from '../http.js';
import { readObject, requiredText, textList } from '../json.js';
import type { Route } from '../router.js';
import { type Suppression, suppressionView } from '../sending/suppression-list.js';
import type { World } from '../world.js';
import { listAnswer } from './page.js';

const MAX_BATCH = 100;

/** The suppression list (resend.com/docs/api-reference/suppressions). */
export const SUPPRESSION_ROUTES: readonly Route[] = [
  { method: 'POST', path: '/suppressions', handle: addSuppression },
  { method: 'GET', path: '/suppressions', handle: listSuppressions },
  { method: 'POST', path: '/suppressions/batch/add', handle: addBatch },
  { method: 'POST', path: '/suppressions/batch/remove', handle: removeBatch },
  { method: 'GET', path: '/suppressions/:idOrEmail', handle: getSuppression },
  { method: 'DELETE', path: '/suppressions/:idOrEmail', handle: removeSuppression },
];

function addSuppression(request: ApiRequest, world: World): Answer {
  return created(add(requiredText(readObject(request.body), 'email'), world));
}

function listSuppressions(request: ApiRequest, world: World): Answer {
  const origin = request.query.get('origin');
  const entries = world.suppressions
    .newestFirst()
    .filter((entry) => origin === null || entry.origin === origin);
  return ok(listAnswer(request, world, entries, suppressionView));
}

function getSuppression(request: ApiRequest, world: World): Answer {
  const entry = world.suppressions.find(request.params.idOrEmail ?? '');
  if (!entry) throw notFound();
  return ok({ object: 'suppression', ...suppressionView(entry) });
}

function removeSuppression(request: ApiRequest, world: World): Answer {
  const entry = world.suppressions.remove(request.params.idOrEmail ?? '');
  if (!entry) throw notFound();
  return ok(removed(entry));
}

function addBatch(request: ApiRequest, world: World): Answer {
  const emails = readBatch(textList(readObject(request.body), 'emails'));
  return created({ data: emails.map((email) => add(email, world)) });
}

function removeBatch(request: ApiRequest, world: World): Answer {
  const body = readObject(request.body);
  const names = readBatch([...textList(body, 'emails'), ...textList(body, 'ids')]);
  const entries = names.map((name) => world.suppressions.remove(name));
  return ok({ data: entries.flatMap((entry) => (entry ? [removed(entry)] : [])) });
}

function add(email: string, world: World): { object: string; id: string } {
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw new ApiError('unprocessable', `Invalid \`email\`: ${email}.`);
  return { object: 'suppression', id: world.suppressions.add(email, 'manual').id };
}

function removed(entry: Suppression): { object: string; id: string; deleted: boolean } {
  return { object: 'suppression', id: entry.id, deleted: true };
}

function readBatch(names: string[]): string[] {
  if (names.length < 1 || names.length > MAX_BATCH)
    throw new ApiError('unprocessable', `A batch has from 1 to ${MAX_BATCH} entries.`);
  return names;
}

function notFound(): ApiError {
  return new ApiError('not_found', 'Suppression not found');
}
