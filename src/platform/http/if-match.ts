/**
 * The version that a caller has seen, from `If-Match`; null when it does not matter. An ETag that is none of ours
 * matches no version.
 */
export function versionOf(ifMatch: string | undefined): number | null {
  if (ifMatch === undefined || ifMatch.trim() === '*') return null;
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(ifMatch.trim())?.[1];
  return version === undefined ? -1 : Number(version);
}
