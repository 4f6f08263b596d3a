/** A signature header that contains its own time. */
export interface TimedSignature {
  timestamp: string;
  signatures: string[];
}

/**
 * Reads `t=<unix time>,v1=<digest>[,v1=<digest>…]`, the form that Stripe made common and that Reloop and PristineSend
 * use. Members with other names are skipped; there are several `v1` during a rotation.
 *
 * @returns null unless there is exactly one `t` and at least one `v1`
 */
export function findTimedSignature(header: string): TimedSignature | null {
  const members = header.split(',').map((member) => member.trim());
  const valuesOf = (name: string): string[] =>
    members.filter((member) => member.startsWith(`${name}=`)).map((member) => member.slice(name.length + 1));
  const [timestamp, ...others] = valuesOf('t');
  const signatures = valuesOf('v1');
  if (timestamp === undefined || others.length > 0 || signatures.length === 0) return null;
  return { timestamp, signatures };
}
