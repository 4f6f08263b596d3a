/** Deeper than any body of ours. */
const MAX_DEPTH = 64;

/**
 * Members of all objects of a body, the objects in its lists included: twice what the largest suppression policy needs.
 * Validation looks at each and names each that it does not know: 90,000 took five seconds of the one thread that takes
 * webhooks too.
 */
const MAX_MEMBERS = 5_000;

/**
 * Why a body must not be looked at member by member, in words; null when it may be. What runs before validation would
 * follow any depth too, until its stack ends.
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
