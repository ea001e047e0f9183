import { many, type Counted } from '../counted.ts';

/** What people make, by the worker's word for it. */
const KINDS: Readonly<Record<string, string>> = {
  connection: 'Ticketing account',
  report: 'Report',
  key: 'Access code for a script',
  link: 'Shared link',
  'notice-target': 'Messages',
  audience: 'Shared list',
  spreadsheet: 'Spreadsheet',
};

/** What a deleted team had, by the worker's table. */
const COUNTS: Readonly<Record<string, string>> = {
  members: 'People',
  connections: 'Ticketing accounts',
  reports: 'Reports',
  runs: 'Refreshes',
  spreadsheets: 'Spreadsheets (only what Willcall knew of them)',
  schedules: 'Schedules',
  invitations: 'Invitations',
  domains: 'Domains',
  audiences: 'Shared lists',
  share_links: 'Shared links',
  api_codes: 'Access for scripts',
  notice_targets: 'Addresses for messages',
  audit: 'Lines of what happened',
};

/** The texts about a team and its people. */
export const teamWords = {
  team: {
    title: 'Team & sharing',
    none: 'You are not in a team yet. One begins when you link a spreadsheet.',
    you: { admin: 'You are an admin.', member: 'You are a member.' },
    name: 'Name of the team',
    rename: 'Rename',
    places: {
      people: 'People',
      messages: 'Messages',
      links: 'Shared lists',
      person: 'A guest’s personal data',
      codes: 'Access for scripts',
      history: 'What happened',
    },
    notes: {
      people: 'Who is in the team, and who may join',
      messages: 'Who is told when a refresh does not work',
      links: 'Links by which others see a list',
      person: 'Find a guest everywhere, or erase them',
      codes: 'Codes for programs that work with Willcall',
      history: 'Who connected, changed, shared and opened what',
    },
    onlyAdmins: 'Only admins can change this. Ask one of them:',
  },

  people: {
    roles: { admin: 'Admin', member: 'Member' },
    roleHelp: {
      admin: 'Manages ticketing accounts, people and links; everything members do.',
      member: 'Makes, changes and refreshes reports with the team’s ticketing accounts.',
    },
    editors:
      'Whoever can edit this spreadsheet can refresh its reports without being in the team, unless a report says otherwise.',
    you: 'you',
    since: (moment: string) => `since ${moment}`,
    makeAdmin: 'Make admin',
    makeMember: 'Make member',
    makeAdminOf: (email: string) => `Make admin: ${email}`,
    makeMemberOf: (email: string) => `Make member: ${email}`,
    remove: 'Remove',
    removeOf: (email: string) => `Remove ${email}`,
    removeAsk: (email: string) =>
      `Remove ${email} from the team? What is open in their browser ends at once. Their reports and schedules go on.`,
    removing: 'Removing…',
    removed: (email: string) => `${email} is no longer in the team.`,
    left: 'You left the team.',
    belongings: 'Still there, and made by them',
    kinds: KINDS,
    schedulesGoOn: (n: Counted) =>
      n.count === 1
        ? 'One report goes on being refreshed by itself.'
        : `${n.text} reports go on being refreshed by themselves.`,
    former: (n: Counted) => `No longer in the team (${n.text})`,
    removedOn: (moment: string) => `removed ${moment}`,
    sheets: 'Spreadsheets they had open with Willcall',
    sheetsHelp: 'Whether they can still edit these is decided in Google’s Share dialog of each.',
    untitled: 'A spreadsheet',
    takeOver: 'Put all this under my name',
    takeOverOf: (email: string) => `Put what ${email} made under my name`,
    takingOver: 'One moment…',
    tookOver: (n: Counted) => `${many(n, 'thing is', 'things are')} under your name now.`,

    invite: 'Invite somebody',
    email: 'E-mail address',
    emailHelp: 'The address of their Google account.',
    emailWrong: 'Type a whole e-mail address.',
    role: 'They will be',
    send: 'Invite',
    sending: 'Inviting…',
    invited: (email: string, isMailed: boolean) =>
      isMailed
        ? `${email} is invited, and has an e-mail that says so. These are its words, should it not arrive:`
        : `${email} is invited. No e-mail was sent: forward these lines to them.`,
    copyMessage: 'Copy the text',
    waiting: 'Invited',
    until: (moment: string) => `until ${moment}`,
    expired: 'expired',
    takeBack: 'Take back',
    takeBackOf: (email: string) => `Take back the invitation of ${email}`,
    showMessage: 'Text to forward',

    domains: 'Who may join by themselves',
    noDomains: 'Nobody: people join by invitation.',
    everybodyAt: (domain: string) => `Everybody at ${domain}`,
    domain: 'Your organization’s domain',
    domainHelp:
      'Such as example.org. Its people, signed in with Google accounts of that organization, can join as members.',
    domainWrong: 'Type a domain, such as example.org.',
    addDomain: 'Allow an organization',
    allow: 'Allow',
    refuse: 'Stop',
    refuseOf: (domain: string) => `Stop people at ${domain} from joining`,

    leave: 'Leave the team',
    leaveAsk: 'Leave the team? You lose its ticketing accounts and reports. What you made stays with the team.',
    leaving: 'Leaving…',
    stay: 'Stay',
    delete: 'Delete the team',
    deleteHelp:
      'Deletes ticketing accounts, reports, schedules, links and everything else Willcall keeps for this team. Tabs and their rows stay in the spreadsheets. This cannot be undone.',
    deleteType: (name: string) => `Type the name of the team to go on: ${name}`,
    deleteField: 'Name of the team',
    deleteForever: 'Delete for ever',
    deleting: 'Deleting…',
    deleted: (name: string, moment: string) => `The team “${name}” was deleted on ${moment}.`,
    receipt: 'Receipt',
    counts: COUNTS,
    notReached: 'Not deleted, because Willcall cannot reach it',
    copyReceipt: 'Copy the receipt',
  },

  welcome: {
    invited: (by: string, team: string) => `${by} invites you to the team “${team}”.`,
    joinable: (team: string, domain: string) => `People at ${domain} can join the team “${team}”.`,
    join: 'Join',
    joinOf: (team: string) => `Join ${team}`,
    joining: 'Joining…',
    later: 'Not now',
    decline: 'No, thanks',
  },
};
