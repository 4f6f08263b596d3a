/** Headers of every answer that does not set its own by these names. */
export const EVERY_ANSWER = {
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'cache-control': 'no-store',
} as const;
