/** The sidebar and the worker are of versions that do not go together, or of the newer one something cannot be shown. */
export const versionWords = {
  version: {
    'sidebar-older': {
      title: 'This sidebar is older than Willcall.',
      next: 'Some things may be missing here. Reload the spreadsheet; if this stays, tell whoever runs Willcall that the add-on needs an update.',
    },
    'sidebar-newer': {
      title: 'This sidebar is newer than Willcall.',
      next: 'Some things may not work yet. Tell whoever runs Willcall that it needs an update.',
    },
  },
};
