/** The address in `Name <address>`, or the whole. */
export function bareAddress(mailbox: string): string {
  const [open, close] = [mailbox.lastIndexOf('<'), mailbox.lastIndexOf('>')];
  return (open >= 0 && close > open ? mailbox.slice(open + 1, close) : mailbox).trim();
}
