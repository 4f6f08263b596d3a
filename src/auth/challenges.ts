/** `WWW-Authenticate` of a refusal: what is needed (RFC 6750 §3). */
export const CHALLENGES = {
  keyMissing: 'Bearer',
  keyInvalid: 'Bearer error="invalid_token"',
  scopeMissing: (scope: string) => `Bearer error="insufficient_scope", scope="${scope}"`,
};
