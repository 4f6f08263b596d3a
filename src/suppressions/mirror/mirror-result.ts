/** What one comparison found and did. */
export interface MirrorResult {
  pages: number;
  listed: number;
  adopted: number;
  pushed: number;
  removed_there: number;
  released_here: number;
  left_alone: number;
  refused: number;
}

export const emptyResult = (): MirrorResult => ({
  pages: 0,
  listed: 0,
  adopted: 0,
  pushed: 0,
  removed_there: 0,
  released_here: 0,
  left_alone: 0,
  refused: 0,
});
