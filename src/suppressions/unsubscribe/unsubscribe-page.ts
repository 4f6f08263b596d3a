import type { Explained } from '../explained.js';

/** The page behind the link. Opening it changes nothing, because scanners and previews open links too. */
export const ASKING_PAGE = page(
  'Unsubscribe?',
  `<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click">
<button>Yes, send me no more mail</button></form>`,
);

/** The page after unsubscribing. It promises no more than the list holds. */
export function answeringPage({ erased, folded }: Explained): string {
  const held = folded.evidence === null ? erased : folded;
  if (held === null) {
    return page(
      'Your wish is noted',
      '<p>The sender can see it. Until they have acted on it, mail of this kind may still come.</p>',
    );
  }
  return page(
    'You are unsubscribed',
    held.expiresAt === null
      ? '<p>No more mail of this kind will be sent to you.</p>'
      : `<p>No mail of this kind will be sent to you until ${held.expiresAt.toISOString().slice(0, 10)}.</p>`,
  );
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex"><title>${title}</title>
<body><h1>${title}</h1>
${content}
`;
}
