import type { Explained } from '../explained.js';

/** What somebody sees who follows the link by hand. Opening it changes nothing: scanners and previews open links too. */
export const ASKING_PAGE = page(
  'Unsubscribe?',
  `<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click">
<button>Yes, send me no more mail</button></form>`,
);

/** What somebody sees who has unsubscribed. It promises what the list keeps, and no more. */
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
