/** Google's limit for the title of a tab. */
const LONGEST = 100;

/** The title with its ending, as long as Google allows; never cut between the halves of a character. */
export function shortTitle(title: string, ending = ''): string {
  return title.slice(0, LONGEST - ending.length).replace(/[\ud800-\udbff]$/, '') + ending;
}
