/** Deeper than any of our bodies. */
const MAX_DEPTH = 64;

/**
 * Members of all objects in a body, including objects in lists: twice what the largest suppression policy needs.
 * Validation checks every member and reports each unknown one: 90,000 took five seconds of the one thread that also
 * takes webhooks.
 */
const MAX_MEMBERS = 5_000;

/**
 * Why a body must not be examined member by member, in words; null if it may be. Code that runs before validation would
 * also follow any depth until the stack overflows.
 */
export function whyTooIntricate(body: unknown): string | null {
  let members = 0;
  let level = [body].filter(isObject);
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return `The body is nested more than ${MAX_DEPTH} levels deep.`;
    for (const each of level) members += 1 + (Array.isArray(each) ? 0 : Object.keys(each).length);
    if (members > MAX_MEMBERS) return `The body has more than ${MAX_MEMBERS} members.`;
    level = level.flatMap((each) => Object.values(each).filter(isObject));
  }
  return null;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
