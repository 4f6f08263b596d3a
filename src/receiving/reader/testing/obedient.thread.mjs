/** A reader that does what the mail says, as a hostile mail would make it. */
export default async function read({ raw }) {
  const order = Buffer.from(raw).toString();
  if (order === 'hang') for (;;);
  if (order === 'burst') for (const hoard = []; ;) hoard.push(new Array(1_000_000).fill({}));
  if (order === 'exit') process.exit(1);
  return { text: order, ownFailure: null };
}
