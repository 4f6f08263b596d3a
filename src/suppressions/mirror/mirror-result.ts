export const emptyResult = () => ({
  pages: 0,
  listed: 0,
  adopted: 0,
  pushed: 0,
  removed_there: 0,
  released_here: 0,
  left_alone: 0,
  refused: 0,
});

/** What one comparison found and did. */
export type MirrorResult = ReturnType<typeof emptyResult>;
