/** The texts about sharing a spreadsheet with Willcall's Google address, and about the sharing that was taken away. */
export const accessWords = {
  /** Who can do it in the person's place. */
  owner: (owner: string | null) =>
    owner === null ? 'whoever manages it (in a shared drive: a manager)' : `its owner, ${owner},`,
  viewer: {
    title: 'You may look at this spreadsheet, but not share it.',
    next: 'Anybody who can edit it may do this: send them the message below. When they have linked it, ask to become an editor yourself.',
    message: (at: Place) =>
      `Please open “${at.title}” and link it with Willcall: Extensions > Willcall > Open Willcall, then “Link this spreadsheet”. And make me an editor (Share), so that I can refresh its reports.\n${at.url}`,
  },
  editors: {
    title: 'Only the owner may share this spreadsheet.',
    next: (who: string) => `Editors are not allowed to. Send ${who} the message below; when it is done, go on here.`,
    message: (at: Place) =>
      `Please share “${at.title}” with ${at.writerEmail} as an editor: Share > add this address > Editor > take the tick from “Notify people” > Share. Under this address Willcall fills in the tabs of its reports; you can remove it in the same dialog at any time.\n${at.url}`,
  },
  domain: {
    title: 'Your organisation does not let you share with Willcall’s address.',
    next: 'It is an address outside of your organisation. Send the message below to whoever looks after Google Workspace there; when it is allowed, link again.',
    message: (at: Place) =>
      `Please allow us to share Google Sheets with ${at.writerEmail}: in the Google Admin console under Apps > Google Workspace > Drive and Docs > Sharing settings, add the domain ${at.writerDomain} to the trusted (allowlisted) ones, or allow it with a trust rule. Under this address Willcall writes lists from our ticketing systems into “${at.title}”; it sees no other file.\n${at.url}`,
  },
  copyMessage: 'Copy the message',

  lost: {
    why: {
      removed: 'This spreadsheet is not shared with Willcall any more',
      'view-only': 'Willcall may only look at this spreadsheet',
      gone: 'Google says that this spreadsheet does not exist any more',
    },
    next: (since: string) => `Its reports are not refreshed since ${since}. What is in the tabs stays as it is.`,
    button: 'Share again',
    busy: 'Sharing…',
  },
};

type Place = {
  readonly title: string;
  readonly url: string;
  readonly writerEmail: string;
  readonly writerDomain: string;
};
