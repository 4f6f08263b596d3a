/** What somebody sees who follows the link by hand. Opening it changes nothing: scanners and previews open links too. */
export const ASKING_PAGE = page(
  'Unsubscribe?',
  `<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click">
<button>Yes, send me no more mail</button></form>`,
);

export const DONE_PAGE = page(
  'You are unsubscribed',
  '<p>No more mail of this kind will be sent to you.</p>',
);

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex"><title>${title}</title>
<body><h1>${title}</h1>
${content}
`;
}
