/** Headers of every answer, unless it sets its own by these names. */
export const EVERY_ANSWER = {
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'cache-control': 'no-store',
} as const;
